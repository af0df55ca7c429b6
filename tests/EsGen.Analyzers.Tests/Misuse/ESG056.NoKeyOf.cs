[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }
}

[ReadModel]
public partial class Sum
{
    public decimal Total { get; private set; }

    private static string KeyOf(Refund.Made e) => e.Customer;

    private void On(Refund.Made e) => Total -= e.Amount;

    private void {|ESG056:On|}(Order.Placed e) => Total += e.Total;
}

[Aggregate]
public partial class Refund
{
    [Event("Made")] public partial Refund(string customer, decimal amount);

    public string Customer { get; private set; }

    public decimal Amount { get; private set; }
}
