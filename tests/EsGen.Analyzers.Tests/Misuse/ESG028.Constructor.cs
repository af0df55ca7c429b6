public readonly struct Share
{
    public Share(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = {|ESG028:value / 100|};
    }

    public decimal Value { get; }
}

[Entity]
public partial class Order
{
    [Event] public partial Order(Share share);

    public Share Share { get; private set; }
}
