namespace EsGen.Tests.Shared;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1);

    public override DateTimeOffset GetUtcNow() => Now;
}
