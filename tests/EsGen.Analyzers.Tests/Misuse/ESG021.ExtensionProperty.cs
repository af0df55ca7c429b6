[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = Customer.Weight;
}

public static class Weights
{
    extension(string text)
    {
        public int Weight => text.Length + {|ESG021:Environment.ProcessorCount|};
    }
}
