[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    public IReadOnlyList<int> Value { get; private set; } = [];

    [Event("Shipped")] public partial void Ship();

    private partial void WhenShipped() => Value = [.. new Bag()];
}

public sealed class Bag : IEnumerable<int>
{
    public IEnumerator<int> GetEnumerator()
    {
        yield return {|ESG021:Environment.ProcessorCount|};
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
