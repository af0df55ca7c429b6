[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = from number in new Source() select number;
}

public sealed class Source
{
    public int Select(Func<int, int> selector) => selector({|ESG021:Environment.ProcessorCount|});
}
