[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = new Box() is { Width: > 1 } ? 1 : 0;
}

public sealed class Box
{
    public int Width => {|ESG021:Environment.ProcessorCount|};
}
