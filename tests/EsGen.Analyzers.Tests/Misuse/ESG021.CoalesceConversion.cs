[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        Number? number = null;
        int value = number ?? Value;
        int? none = null;
        Number other = none ?? new Number(value);
        Value = value + other.Value;
    }
}

public sealed record Number(int Value)
{
    public static implicit operator int(Number number) => number.Value + {|ESG021:Environment.ProcessorCount|};

    public static implicit operator Number(int value) => new(value + 1);
}
