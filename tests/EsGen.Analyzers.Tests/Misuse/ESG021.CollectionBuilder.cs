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

[System.Runtime.CompilerServices.CollectionBuilder(typeof(Bag), nameof(Bag.Create))]
public sealed class Bag(int count)
{
    public int Count => count;

    public static Bag Create(ReadOnlySpan<int> numbers) => new(numbers.Length + {|ESG021:Environment.ProcessorCount|});

    public IEnumerator<int> GetEnumerator()
    {
        yield return count;
    }
}
