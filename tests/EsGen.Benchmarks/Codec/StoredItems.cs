namespace EsGen.Benchmarks;

/// <summary>Items in an array, read as slices: what remains is the cost of replay.</summary>
internal sealed class StoredItems : IActiveRecordStrategy
{
    private readonly List<SequencedItem> _items = [];

    public long LastNotificationId => _items.Count;

    public void Append(params IReadOnlyCollection<SequencedItem> items) => _items.AddRange(items);

    public ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default)
    {
        Append(items);
        return ValueTask.CompletedTask;
    }

    public SequencedItem? GetItem(Guid sequenceId, long position) => throw new NotSupportedException();

    public IReadOnlyList<SequencedItem> GetItems(
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true)
    {
        int first = (int)Math.Min((gt ?? -1) + 1, _items.Count);
        return _items.GetRange(first, Math.Min(limit ?? int.MaxValue, _items.Count - first));
    }

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(GetItems(sequenceId, gt, gte, lt, lte, limit, queryAscending, resultsAscending));

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) => throw new NotSupportedException();
}
