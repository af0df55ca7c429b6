[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped()
    {
        Value = new Bag().Sum();
    }
}

public sealed class Bag : IEnumerable<int>
{
    public IEnumerator<int> GetEnumerator() => new Cursor();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Cursor : IEnumerator<int>
    {
        public int Current => {|ESG021:Environment.ProcessorCount|};

        object System.Collections.IEnumerator.Current => Current;

        public bool MoveNext() => false;

        public void Reset()
        {
        }

        public void Dispose()
        {
        }
    }
}
