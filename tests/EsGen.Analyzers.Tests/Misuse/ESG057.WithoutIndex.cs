[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[Aggregate]
public partial class Payment
{
    [Event("Received")] public partial Payment(decimal amount);

    public decimal Amount { get; private set; }
}

[ReadModel]
public partial class OrderLine
{
    public System.Guid? Payment { get; private set; }

    public decimal Paid { get; private set; }

    private void On(Order.Placed e) => Paid = 0m;

    [{|ESG057:RouteBy(nameof(Payment))|}]
    private void On(global::Payment.Received e) => Paid += e.Amount;
}
