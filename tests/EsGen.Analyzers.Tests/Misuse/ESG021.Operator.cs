[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Money Value { get; private set; }

    [Event("Shipped")] public partial void Ship(Money amount);

    private partial void WhenShipped(Money amount) => Value += amount;
}

public readonly record struct Money(decimal Amount)
{
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount + {|ESG021:Environment.ProcessorCount|});
}
