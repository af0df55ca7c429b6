namespace EsGen.Conformance;

/// <summary>Passes everything on and counts the queries for items, and those of them that found some.</summary>
internal sealed class CountingStrategy(IActiveRecordStrategy strategy) : IActiveRecordStrategy
{
    public int Queries { get; private set; }

    public int Pages { get; private set; }

    public long LastNotificationId => strategy.LastNotificationId;

    public void Append(params IReadOnlyCollection<SequencedItem> items) => strategy.Append(items);

    public ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default) =>
        strategy.AppendAsync(items, cancellationToken);

    public SequencedItem? GetItem(Guid sequenceId, long position) => strategy.GetItem(sequenceId, position);

    public IReadOnlyList<SequencedItem> GetItems(
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true) =>
        Count(strategy.GetItems(sequenceId, gt, gte, lt, lte, limit, queryAscending, resultsAscending));

    public async ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true,
        CancellationToken cancellationToken = default) =>
        Count(await strategy.GetItemsAsync(sequenceId, gt, gte, lt, lte, limit, queryAscending, resultsAscending, cancellationToken));

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => strategy.GetNotifications(after, limit);

    private IReadOnlyList<SequencedItem> Count(IReadOnlyList<SequencedItem> items)
    {
        Queries++;
        Pages += items.Count > 0 ? 1 : 0;
        return items;
    }
}
