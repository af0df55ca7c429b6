namespace EsGen.Tests.Domain;

/// <summary>An aggregate of which snapshots are taken.</summary>
[Aggregate, Snapshot(Every = 5, Keep = 3)]
public partial class Ledger
{
    private readonly Dictionary<string, decimal> _totals = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _log = [];

    [Event] public partial Ledger(Guid id, string name);

    public string Name { get; private set; }

    [Event] public partial string? Note { get; set; }

    [Event("Booked")] public partial void Book(string account, decimal amount);

    private partial void WhenBooked(string account, decimal amount)
    {
        _totals[account] = _totals.GetValueOrDefault(account) + amount;
        _log.Add(account);
    }

    [Discard("Closed")] public partial void Close();

    /// <summary>The whole state as text.</summary>
    public string Describe() => string.Join(
        " | ",
        Id,
        Version,
        CreatedOn.UtcTicks,
        LastModified.UtcTicks,
        IsDiscarded,
        Name,
        Note ?? "null",
        string.Join(',', _totals),
        _totals.ContainsKey("A"),
        string.Join(',', _log));
}
