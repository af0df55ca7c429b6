[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Money Value { get; private set; } = new(0m);

    [Event("Shipped")] public partial void Ship(Money value);

    private partial void WhenShipped(Money value) => Value = value with { Amount = 1m };
}

public sealed record Money(decimal Amount)
{
    private Money(Money original) => Amount = original.Amount + {|ESG021:Environment.ProcessorCount|};
}
