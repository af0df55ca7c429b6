[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = new Stamp().On;
}

public sealed class Stamp
{
    public int On { get; } = {|ESG021:Environment.ProcessorCount|};
}
