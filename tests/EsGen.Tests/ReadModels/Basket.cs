namespace EsGen.Tests.ReadModels;

[Aggregate]
public partial class Item
{
    [Event("Added")] public partial Item(string name, decimal price);

    public string Name { get; private set; }

    public decimal Price { get; private set; }

    [Event("Repriced")] public partial void Reprice(decimal price);
}

[Aggregate("ReadBasket")]
public partial class Basket
{
    private readonly List<Guid> _items = [];

    [Event("Begun")] public partial Basket(string owner);

    public string Owner { get; private set; }

    [Event("Filled")] public partial void Fill(IReadOnlyList<Guid> items, decimal total);

    private partial void WhenFilled(IReadOnlyList<Guid> items, decimal total) => _items.AddRange(items);

    [Event("Emptied")] public partial void Empty();

    private partial void WhenEmptied() => _items.Clear();

    [Discard] public partial void Discard();
}
