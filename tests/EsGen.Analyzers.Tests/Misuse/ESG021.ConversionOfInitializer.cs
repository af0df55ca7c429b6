[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    private readonly Money _value = 0m;

    public decimal Value => _value.Amount;

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
    }
}

public readonly record struct Money(decimal Amount)
{
    public static implicit operator Money(decimal amount) => new(amount + {|ESG021:Environment.ProcessorCount|});
}
