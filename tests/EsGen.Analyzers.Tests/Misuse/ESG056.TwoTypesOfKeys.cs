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
public partial class Sum
{
    public decimal Total { get; private set; }

    private static string KeyOf(Order.Placed e) => e.Customer;

    private static int {|ESG056:KeyOf|}(Payment.Received e) => (int)e.Amount;

    private void On(Order.Placed e) => Total += e.Total;

    private void On(Payment.Received e) => Total += e.Amount;
}
