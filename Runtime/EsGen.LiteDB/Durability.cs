using System.Globalization;

namespace EsGen.LiteDB;

/// <summary>
/// What an append that has returned survives. Whatever is chosen, a crash never damages the store and never tears an append apart.
/// </summary>
public sealed record Durability
{
    private Durability(TimeSpan? syncAfter) => SyncAfter = syncAfter;

    /// <summary>
    /// Survives a power failure: the append returns when it is on the medium. Appends that wait at the same time share the cost. The
    /// default.
    /// </summary>
    public static Durability Fsync { get; } = new(TimeSpan.Zero);

    /// <summary>
    /// Survives the death of the process, but not of the machine: the append returns when the operating system has it, which writes it to
    /// the medium when it likes. A power failure loses the newest appends.
    /// </summary>
    public static Durability OsBuffered { get; } = new(syncAfter: null);

    /// <summary>As long to wait after an append before syncing; zero: sync before it returns; null: never wait for the medium.</summary>
    internal TimeSpan? SyncAfter { get; }

    /// <summary>
    /// As <see cref="OsBuffered"/>, and what was appended gets to the medium after an interval at the latest: a power failure loses no more
    /// than that.
    /// </summary>
    /// <param name="interval">How long an append may be in memory only; from a millisecond to a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is shorter or longer than that.</exception>
    public static Durability Interval(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, TimeSpan.FromDays(1));
        return new Durability(interval);
    }

    /// <summary>The name, with the interval if there is one.</summary>
    public override string ToString() => SyncAfter switch
    {
        null => nameof(OsBuffered),
        { Ticks: 0 } => nameof(Fsync),
        { } interval => string.Create(CultureInfo.InvariantCulture, $"{nameof(Interval)} {interval:c}"),
    };
}
