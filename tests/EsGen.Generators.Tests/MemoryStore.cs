namespace EsGen.Generators.Tests;

/// <summary>The simplest store there can be, for compiled scenarios: a list of items.</summary>
public sealed class MemoryStore : IActiveRecordStrategy
{
    private readonly List<SequencedItem> _items = [];

    public IReadOnlyList<SequencedItem> Items => _items;

    public IEnumerable<string> Topics => _items.Select(static item => item.Topic);

    public long LastNotificationId => _items.Count;

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null)
    {
        foreach (SequencedItem item in items)
        {
            if (GetItem(item.SequenceId, item.Position) is not null)
            {
                throw new ConcurrencyException(item.SequenceId, item.Position);
            }
        }

        _items.AddRange(items);
        return items.Count == 0 ? 0 : _items.Count;
    }

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default) =>
        new(Append(items, tracking));

    public long? GetTracking(string name) => null;

    public SequencedItem? GetItem(Guid sequenceId, long position) =>
        _items.Select(static item => (SequencedItem?)item).FirstOrDefault(item => item!.Value.SequenceId == sequenceId && item.Value.Position == position);

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default)
    {
        IEnumerable<SequencedItem> found = _items.Where(item =>
            item.SequenceId == sequenceId && item.Position >= query.First && item.Position <= query.Last);
        found = Order(Order(found, query.QueryAscending).Take(query.Limit ?? int.MaxValue), query.ResultsAscending);
        return [.. found];
    }

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) => new(GetItems(sequenceId, query));

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) =>
        [.. _items.Select(static (item, i) => new Notification(i + 1, item)).Where(notification => notification.Id > after).Take(limit)];

    private static IEnumerable<SequencedItem> Order(IEnumerable<SequencedItem> items, bool ascending) =>
        ascending ? items.OrderBy(static item => item.Position) : items.OrderByDescending(static item => item.Position);
}
