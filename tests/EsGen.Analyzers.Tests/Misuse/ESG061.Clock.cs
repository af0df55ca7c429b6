[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer, decimal total);

    public string Customer { get; private set; }

    public decimal Total { get; private set; }

    [Event("Corrected")] public partial void Correct(decimal total);

    [Discard("Cancelled")] public partial void Cancel();
}

[ReadModel]
public partial class OrderLine
{
    public System.DateTimeOffset Changed { get; private set; }

    private void On(Order.Placed e) => Changed = {|ESG061:System.DateTimeOffset.UtcNow|};

    private void On(Order.Corrected e, EventContext context) => Changed = context.Timestamp;

    private void On(Order.Cancelled e) => Remove();
}
