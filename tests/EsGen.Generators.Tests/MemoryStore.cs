namespace EsGen.Generators.Tests;

/// <summary>The simplest store there can be, for compiled scenarios: a list of items.</summary>
public sealed class MemoryStore : IActiveRecordStrategy
{
    private readonly List<SequencedItem> _items = [];

    public IReadOnlyList<SequencedItem> Items => _items;

    public IEnumerable<string> Topics => _items.Select(static item => item.Topic);

    public long LastNotificationId => _items.Count;

    public void Append(params IReadOnlyCollection<SequencedItem> items)
    {
        foreach (SequencedItem item in items)
        {
            if (GetItem(item.SequenceId, item.Position) is not null)
            {
                throw new ConcurrencyException(item.SequenceId, item.Position);
            }
        }

        _items.AddRange(items);
    }

    public ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default)
    {
        Append(items);
        return ValueTask.CompletedTask;
    }

    public SequencedItem? GetItem(Guid sequenceId, long position) =>
        _items.Select(static item => (SequencedItem?)item).FirstOrDefault(item => item!.Value.SequenceId == sequenceId && item.Value.Position == position);

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
        IEnumerable<SequencedItem> query = _items.Where(item =>
            item.SequenceId == sequenceId
            && !(item.Position <= gt)
            && !(item.Position < gte)
            && !(item.Position >= lt)
            && !(item.Position > lte));
        query = Order(Order(query, queryAscending).Take(limit ?? int.MaxValue), resultsAscending);
        return [.. query];
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

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) =>
        [.. _items.Select(static (item, i) => new Notification(i + 1, item)).Where(notification => notification.Id > after).Take(limit)];

    private static IEnumerable<SequencedItem> Order(IEnumerable<SequencedItem> items, bool ascending) =>
        ascending ? items.OrderBy(static item => item.Position) : items.OrderByDescending(static item => item.Position);
}
