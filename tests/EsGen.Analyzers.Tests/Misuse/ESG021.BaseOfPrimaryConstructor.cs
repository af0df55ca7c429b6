[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = new Stamp(1).On;
}

public class Mark(int on)
{
    public int On { get; } = on;
}

public sealed class Stamp(int plus) : Mark(plus + {|ESG021:Environment.ProcessorCount|});
