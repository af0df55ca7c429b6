[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        foreach (int number in new Bag())
        {
            Value += number;
        }
    }
}

public sealed class Bag
{
    private int _count;

    public int Current => _count + {|ESG021:Environment.ProcessorCount|};

    public Bag GetEnumerator() => this;

    public bool MoveNext() => _count++ < 3;
}
