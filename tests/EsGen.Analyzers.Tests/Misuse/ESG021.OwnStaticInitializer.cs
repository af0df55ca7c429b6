[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private static readonly int s_rate = {|ESG021:Environment.ProcessorCount|};

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = s_rate;
}
