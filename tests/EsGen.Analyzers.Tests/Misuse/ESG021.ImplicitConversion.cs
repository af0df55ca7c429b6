[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Money Value { get; private set; }

    [Event("Shipped")] public partial void Ship(decimal amount);

    private partial void WhenShipped(decimal amount) => Value = amount;
}

public readonly record struct Money(decimal Amount)
{
    public static implicit operator Money(decimal amount) => new(amount + {|ESG021:Environment.ProcessorCount|});
}
