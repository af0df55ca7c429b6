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
    [Indexed] public System.Uri? {|ESG059:Page|} { get; private set; }

    private void On(Order.Placed e) => Page = null;
}
