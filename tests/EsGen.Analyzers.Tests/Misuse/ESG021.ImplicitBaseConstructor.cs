[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = new Stamp().On;
}

public class Mark
{
    protected Mark() => On = {|ESG021:Environment.ProcessorCount|};

    public int On { get; }
}

public sealed class Stamp : Mark;
