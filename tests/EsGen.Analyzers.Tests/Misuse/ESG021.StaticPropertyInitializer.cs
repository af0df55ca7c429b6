[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = Rates.Current;
}

public static class Rates
{
    public static int Current { get; } = {|ESG021:Environment.ProcessorCount|};
}
