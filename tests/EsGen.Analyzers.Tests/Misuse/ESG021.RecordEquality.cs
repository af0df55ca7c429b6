[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship(Money amount, Money other);

    private partial void WhenShipped(Money amount, Money other) => Value = amount == other ? 1 : 0;
}

public sealed record Money(decimal Amount)
{
    public bool Equals(Money? other) => other?.Amount == Amount + {|ESG021:Environment.ProcessorCount|};

    public override int GetHashCode() => 0;
}
