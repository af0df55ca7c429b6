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

    private void On(Order.Placed e) => Customer = e.Customer;

    private void {|ESG053:On|}(Order.Placed e, EventContext context) => Customer = e.Customer;
}
