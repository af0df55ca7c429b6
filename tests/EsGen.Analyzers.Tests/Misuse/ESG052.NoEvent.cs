[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[ReadModel]
public partial class OrderLine
{
    public string Customer { get; private set; } = "";

    private void On(string {|ESG052:e|}) => Customer = e;
}
