namespace EsGen.Benchmarks.Snapshots;

/// <summary>As <see cref="Depot"/>, with a snapshot after every second event.</summary>
[Aggregate, Snapshot(Every = 2)]
public partial class BusyDepot
{
    private readonly Dictionary<int, decimal> _stock = [];

    [Event("Opened")]
    public partial BusyDepot(string name);

    public string Name { get; private set; }

    public decimal Total { get; private set; }

    [Event("Moved")]
    public partial void Move(int product, decimal quantity, string reference, DateTimeOffset at);

    private partial void WhenMoved(int product, decimal quantity, string reference, DateTimeOffset at)
    {
        _stock[product] = _stock.GetValueOrDefault(product) + quantity;
        Total += quantity;
    }

    public void MoveAny(int number) => Move(number % Depot.Products, number % 7, "reference-0123456789", DateTimeOffset.UnixEpoch.AddSeconds(number));
}
