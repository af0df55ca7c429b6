namespace EsGen.PostgreSql.Tests.ReadModels;

public enum Shade
{
    Light,
    Dark,
}

public readonly record struct Code(string Value);

[Aggregate]
public partial class Sample
{
    [Event("Taken")]
    public partial Sample(string text, long whole, decimal exact, double floating, DateTimeOffset instant, bool isTrue, IReadOnlyList<string> tags);

    public string Text { get; private set; }

    public long Whole { get; private set; }

    public decimal Exact { get; private set; }

    public double Floating { get; private set; }

    public DateTimeOffset Instant { get; private set; }

    public bool IsTrue { get; private set; }

    [Event("Tagged")] public partial void Tag(IReadOnlyList<string> tags);

    public IReadOnlyList<string> Tags { get; private set; }
}

/// <summary>A member of each kind of column, with names that the view has taken, or that need quoting.</summary>
[ReadModel("every type")]
[Index(nameof(Text), nameof(Instant))]
[Index(nameof(Text), nameof(Code), nameof(SampleId))]
public partial class EverySqlType
{
    [Key] public Guid SampleId { get; private set; }

    [Indexed] public string Text { get; private set; } = "";

    [Indexed] public long? Whole { get; private set; }

    [Indexed] public decimal Exact { get; private set; }

    public ulong Large { get; private set; }

    [Indexed] public double Floating { get; private set; }

    [Indexed] public DateTimeOffset Instant { get; private set; }

    public DateTime DateTime { get; private set; }

    [Indexed] public DateOnly Date { get; private set; }

    public TimeOnly Time { get; private set; }

    public TimeSpan Span { get; private set; }

    [Indexed] public bool IsTrue { get; private set; }

    [Indexed] public Shade Shade { get; private set; }

    public Code Code { get; private set; }

    [Indexed] public IReadOnlyList<string> Tags { get; private set; } = [];

    public IReadOnlyList<int> Numbers { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public string Key { get; private set; } = "its key";

    public string? Document { get; private set; }

    private void On(Sample.Taken e)
    {
        (Text, Whole, Exact, Floating, Instant, IsTrue, Tags) = (e.Text, e.Whole, e.Exact, e.Floating, e.Instant, e.IsTrue, e.Tags);
        (Large, DateTime, Date, Time) = (ulong.MaxValue, e.Instant.UtcDateTime, DateOnly.FromDateTime(e.Instant.UtcDateTime), TimeOnly.FromDateTime(e.Instant.UtcDateTime));
        (Span, Shade, Code, Numbers) = (e.Instant.TimeOfDay, Shade.Dark, new Code(e.Text), [1, 2, 3]);
        Counts = new Dictionary<string, int> { ["one"] = 1 };
    }

    private void On(Sample.Tagged e) => Tags = e.Tags;
}

/// <summary>Keys that are numbers with a sign.</summary>
[ReadModel]
public partial class WholeCount
{
    public int Count { get; private set; }

    private static long KeyOf(Sample.Taken e) => e.Whole;

    private void On(Sample.Taken e) => Count++;
}

/// <summary>Keys that are dates.</summary>
[ReadModel]
public partial class DayCount
{
    public int Count { get; private set; }

    private static DateOnly KeyOf(Sample.Taken e) => DateOnly.FromDateTime(e.Instant.UtcDateTime);

    private void On(Sample.Taken e) => Count++;
}

/// <summary>Keys that are texts of any length; its name is that of a table of the store.</summary>
[ReadModel("items")]
public partial class TextCount
{
    public int Count { get; private set; }

    private static string KeyOf(Sample.Taken e) => e.Text;

    private void On(Sample.Taken e) => Count++;
}
