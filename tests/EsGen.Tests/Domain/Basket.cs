namespace EsGen.Tests.Domain;

/// <summary>An aggregate with collections and nullable fields.</summary>
[Aggregate]
public partial class Basket
{
    private readonly SortedDictionary<string, int> _quantities = new(StringComparer.Ordinal);

    [Event] public partial Basket(Guid id, string? label = null);

    private partial void WhenCreated(string? label)
    {
        Label = label;
        Tags = [];
    }

    [Event] public partial string? Label { get; set; }

    [Event] public partial int? Discount { get; set; }

    [Event] public partial IReadOnlyList<string> Tags { get; set; }

    public IReadOnlyList<string?> Notes { get; private set; } = [];

    public DateOnly? Due { get; private set; }

    public decimal? LastPrice { get; private set; }

    [Event("ItemAdded")] public partial void Add(string sku, int quantity, decimal? price = null);

    partial void GuardItemAdded(string sku, int quantity, decimal? price) => ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);

    private partial void WhenItemAdded(string sku, int quantity, decimal? price)
    {
        _quantities[sku] = _quantities.GetValueOrDefault(sku) + quantity;
        LastPrice = price;
    }

    [Event("ItemsRemoved")] public partial void Remove(string[] skus);

    private partial void WhenItemsRemoved(string[] skus)
    {
        foreach (string sku in skus)
        {
            _quantities.Remove(sku);
        }
    }

    [Event] public sealed partial record Annotated(List<string?> Notes, DateOnly? Due);

    public void Annotate(DateOnly? due, params List<string?> notes) => Raise(new Annotated(notes, due));

    private partial void When(Annotated e) => (Notes, Due) = ([.. e.Notes], e.Due);

    [Discard("Emptied")] public partial void Empty();

    /// <summary>The whole state as text.</summary>
    public string Describe() => string.Join(
        " | ",
        Id,
        Version,
        CreatedOn.UtcTicks,
        LastModified.UtcTicks,
        Label ?? "null",
        Discount,
        string.Join(',', Tags),
        string.Join(',', Notes.Select(note => note ?? "null")),
        Due,
        LastPrice,
        string.Join(',', _quantities));
}
