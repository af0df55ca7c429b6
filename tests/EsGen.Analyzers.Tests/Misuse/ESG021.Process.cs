[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = {|ESG021:System.Diagnostics.Process.GetCurrentProcess().Id|};
}
