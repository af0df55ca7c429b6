namespace EsGen.Tests.ReadModels;

/// <summary>By the entity's id, with events of another kind that come by an index.</summary>
[ReadModel("baskets")]
public partial class BasketView
{
    private readonly List<string> _prices = [];

    [Indexed] public IReadOnlyList<Guid> Items { get; private set; } = [];

    [Indexed] public decimal Total { get; private set; }

    public string Owner { get; private set; } = "";

    public IReadOnlyList<string> Prices => _prices;

    private void On(Basket.Begun e) => Owner = e.Owner;

    private void On(Basket.Filled e) => (Items, Total) = (e.Items, e.Total);

    private void On(Basket.Emptied e) => Items = [];

    private void On(Basket.Discarded e) => Remove();

    [RouteBy(nameof(Items))]
    private void On(Item.Repriced e) => _prices.Add(e.Price.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>By a key of its own: several, one or none for an event.</summary>
[ReadModel]
public partial class OwnerTotal
{
    public decimal Total { get; private set; }

    public int Baskets { get; private set; }

    private static string? KeyOf(Basket.Begun e) => e.Owner.Length == 0 ? null : e.Owner;

    private static IEnumerable<string> KeyOf(Basket.Filled e) => e.Items.Select(static item => item.ToString());

    private static string KeyOf(Item.Added e, EventContext context) => context.Id.ToString();

    private void On(Basket.Begun e) => Baskets++;

    [IfExists]
    private void On(Basket.Filled e) => Total += e.Total;

    private void On(Item.Added e) => Total = e.Price;
}
