[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public int Value { get; private set; }

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = new Bag { 1, 2 }.Count;
}

public sealed class Bag : System.Collections.IEnumerable
{
    public int Count { get; private set; }

    public void Add(int number) => Count += number + {|ESG021:Environment.ProcessorCount|};

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
}
