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

    public int Current => _count;

    public Bag GetEnumerator() => {|ESG021:Environment.ProcessorCount|} > 1 ? this : new Bag();

    public bool MoveNext() => _count++ < 3;
}
