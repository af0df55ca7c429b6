namespace EsGen.Testing.Tests.History;

/// <summary>The day of a shape, a second an event, so that the same is written whenever it is written.</summary>
internal sealed class ShapeClock(int shape) : TimeProvider
{
    private DateTimeOffset _now = new DateTimeOffset(2026, 1, shape, 12, 0, 0, TimeSpan.Zero).AddTicks(shape);

    public static EventSourcedApplicationOptions Options(int shape) => new()
    {
        TimeProvider = new ShapeClock(shape),
        Metadata = () => new Dictionary<string, string> { ["shape"] = $"{shape}" },
    };

    public override DateTimeOffset GetUtcNow() => _now = _now.AddSeconds(1);
}
