// CS0246
[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer);

    public string Customer { get; private set; }
}

[ReadModel]
public partial class OrderLine
{
    public string Customer { get; private set; } = "";

    private void On(Placed {|ESG052:e|}) => Customer = e.Customer;
}
