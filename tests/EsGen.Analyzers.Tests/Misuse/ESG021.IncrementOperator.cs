[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public Money Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value++;
}

public readonly record struct Money(decimal Amount)
{
    public static Money operator ++(Money value) => new(value.Amount + {|ESG021:Environment.ProcessorCount|});
}
