[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public decimal Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = (new Money(1m) + new Money(2m)).Amount;
}

public readonly record struct Money(decimal Amount);

public static class Sums
{
    extension(Money)
    {
        public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount + {|ESG021:Environment.ProcessorCount|});
    }
}
