namespace EsGen.Testing.Stores;

/// <summary>Passes everything on and counts the queries for items, and those of them that found some.</summary>
internal sealed class CountingStrategy(IActiveRecordStrategy strategy) : IActiveRecordStrategy
{
    public int Queries { get; private set; }

    public int Pages { get; private set; }

    public long LastNotificationId => strategy.LastNotificationId;

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null) => strategy.Append(items, tracking);

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default) =>
        strategy.AppendAsync(items, tracking, cancellationToken);

    public long? GetTracking(string name) => strategy.GetTracking(name);

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) => Count(strategy.GetItems(sequenceId, query));

    public async ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        Count(await strategy.GetItemsAsync(sequenceId, query, cancellationToken));

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => strategy.GetNotifications(after, limit);

    private IReadOnlyList<SequencedItem> Count(IReadOnlyList<SequencedItem> items)
    {
        Queries++;
        Pages += items.Count > 0 ? 1 : 0;
        return items;
    }
}
