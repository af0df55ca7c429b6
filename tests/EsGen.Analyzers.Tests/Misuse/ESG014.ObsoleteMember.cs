[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Priced")] public partial void Price(Money {|ESG014:price|});

    private partial void WhenPriced(Money price)
    {
    }

    [Event("Discounted")] public partial void Discount(Share {|ESG014:share|});

    private partial void WhenDiscounted(Share share)
    {
    }
}

public sealed record Money(decimal Amount)
{
    [Obsolete("Use Amount.", true)]
    public int Cents { get; init; }
}

public sealed class Share
{
    [Obsolete("Use From.", true)]
    public Share(decimal value) => Value = value;

    public decimal Value { get; }
}
