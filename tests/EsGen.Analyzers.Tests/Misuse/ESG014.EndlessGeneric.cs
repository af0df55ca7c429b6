[Entity]
public partial class Order
{
    [Event] public partial Order(string customer);

    public string Customer { get; private set; }

    [Event("Nested")] public partial void Nest(Nest<int> {|ESG014:value|});

    private partial void WhenNested(Nest<int> value)
    {
    }
}

public sealed record Nest<T>(T Value, Nest<Nest<T>>? Inner, List<Nest<T[]>>? Others);
