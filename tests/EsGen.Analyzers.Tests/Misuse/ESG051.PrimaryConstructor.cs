[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[ReadModel]
public partial class {|ESG051:OrderLine|}(string customer)
{
    public string Customer { get; private set; } = customer;

    private void On(Order.Placed e) => Customer = e.Customer;
}
