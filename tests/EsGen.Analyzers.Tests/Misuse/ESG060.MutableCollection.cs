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
    public System.Collections.Generic.List<string> {|ESG060:Customers|} { get; private set; } = [];

    private void On(Order.Placed e) => Customers.Add(e.Customer);
}
