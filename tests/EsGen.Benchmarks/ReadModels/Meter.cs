namespace EsGen.Benchmarks.ReadModels;

/// <summary>What the compared read models are made of: events of five fields.</summary>
[Aggregate("Meter")]
public partial class Meter
{
    [Event("Installed")] public partial Meter(Guid owner, string region, long reading, decimal price, DateTimeOffset at);

    public Guid Owner { get; private set; }

    public string Region { get; private set; }

    public long Reading { get; private set; }

    public decimal Price { get; private set; }

    public DateTimeOffset At { get; private set; }

    [Event("ReadingTaken")] public partial void Take(Guid owner, string region, long reading, decimal price, DateTimeOffset at);
}

/// <summary>Two indexes, of which one changes in every event.</summary>
[ReadModel]
[Index(nameof(Region), nameof(Reading))]
public partial class MeterView
{
    [Key] public Guid MeterId { get; private set; }

    [Indexed] public Guid Owner { get; private set; }

    public string Region { get; private set; } = "";

    public long Reading { get; private set; }

    public decimal Price { get; private set; }

    public DateTimeOffset At { get; private set; }

    public int Readings { get; private set; }

    private void On(Meter.Installed e) => (Owner, Region, Reading, Price, At, Readings) = (e.Owner, e.Region, e.Reading, e.Price, e.At, 1);

    private void On(Meter.ReadingTaken e) => (Owner, Region, Reading, Price, At, Readings) = (e.Owner, e.Region, e.Reading, e.Price, e.At, Readings + 1);
}
