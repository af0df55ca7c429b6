namespace EsGen.Tests.Policies;

/// <summary>Another strategy over the same store, which counts appends with a tracking and may do something before and behind them.</summary>
internal sealed class ObservedStrategy(IActiveRecordStrategy inner) : IActiveRecordStrategy
{
    private int _commits;

    public int Commits => Volatile.Read(ref _commits);

    public Action<IReadOnlyCollection<SequencedItem>, Tracking?>? Before { get; set; }

    public Action<IReadOnlyCollection<SequencedItem>, Tracking?>? Behind { get; set; }

    /// <summary>How many notifications a page has at most, as a store may end it early.</summary>
    public int MaxPage { get; init; } = int.MaxValue;

    public long LastNotificationId => inner.LastNotificationId;

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null)
    {
        Before?.Invoke(items, tracking);
        long last = inner.Append(items, tracking);
        if (tracking is not null)
        {
            Interlocked.Increment(ref _commits);
        }

        Behind?.Invoke(items, tracking);
        return last;
    }

    public async ValueTask<long> AppendAsync(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Before?.Invoke(items, tracking);
        long last = await inner.AppendAsync(items, tracking, cancellationToken);
        if (tracking is not null)
        {
            Interlocked.Increment(ref _commits);
        }

        Behind?.Invoke(items, tracking);
        return last;
    }

    public long? GetTracking(string name) => inner.GetTracking(name);

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) => inner.GetItems(sequenceId, query);

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        inner.GetItemsAsync(sequenceId, query, cancellationToken);

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => inner.GetNotifications(after, Math.Min(limit, MaxPage));

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default) =>
        inner.WaitForNotificationAsync(after, cancellationToken);
}
