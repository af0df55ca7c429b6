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
public partial class {|ESG055:OrderLine|}
{
    public decimal Total { get; private set; }

    private void On(Order.Placed e) => Total = e.Total;

    private void On(Order.Cancelled e) => Remove();
}
