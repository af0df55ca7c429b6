[Aggregate]
public partial class Order
{
    [Event("Placed")] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Copied")] public partial void Copy();

    private partial void WhenCopied()
    {
    }
}

[Policy]
public partial class Copying
{
    private Order On(Order.Placed e) => new("copy of " + e.Customer);

    private Order On(Order.Copied e) => {|ESG062:On(new Order.Placed("another"))|};
}
