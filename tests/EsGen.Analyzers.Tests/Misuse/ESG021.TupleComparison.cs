[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship(Money amount, Money other);

    private partial void WhenShipped(Money amount, Money other) => Value = (amount, 1) == (other, 1) ? 1 : 0;
}

public readonly struct Money(decimal amount)
{
    public decimal Amount { get; } = amount;

    public static bool operator ==(Money left, Money right) => left.Amount == right.Amount + {|ESG021:Environment.ProcessorCount|};

    public static bool operator !=(Money left, Money right) => !(left == right);

    public override bool Equals(object? other) => other is Money money && money.Amount == Amount;

    public override int GetHashCode() => 0;
}
