[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[ReadModel]
[{|ESG059:Index(nameof(Customer), nameof(Customer))|}]
public partial class OrderLine
{
    public string Customer { get; private set; } = "";

    public decimal Total { get; private set; }

    private void On(Order.Placed e) => (Customer, Total) = (e.Customer, e.Total);
}
