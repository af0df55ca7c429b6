[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        Bag bag = [1, 2];
        Value = bag.Count;
    }
}

public sealed class Bag : IEnumerable<int>
{
    public int Count { get; private set; }

    public void Add(int number) => Count += number + {|ESG021:Environment.ProcessorCount|};

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => throw new NotSupportedException();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
}
