namespace EsGen.Testing;

/// <summary>A store that holds one history and takes no more.</summary>
internal sealed class ExampleItems(IReadOnlyList<SequencedItem> items) : IActiveRecordStrategy
{
    public long LastNotificationId => items.Count;

    public void Append(params IReadOnlyCollection<SequencedItem> items) => throw ReadOnly();

    public ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default) => throw ReadOnly();

    public SequencedItem? GetItem(Guid sequenceId, long position) => GetItems(sequenceId, gte: position, lte: position) is [var item] ? item : null;

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
        IEnumerable<SequencedItem> found = items.Where(item => item.SequenceId == sequenceId && !(item.Position <= gt) && !(item.Position < gte) && !(item.Position >= lt) && !(item.Position > lte));
        found = (queryAscending ? found : found.Reverse()).Take(limit ?? int.MaxValue);
        return [.. queryAscending == resultsAscending ? found : found.Reverse()];
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
        CancellationToken cancellationToken = default) => new(GetItems(sequenceId, gt, gte, lt, lte, limit, queryAscending, resultsAscending));

    public IReadOnlyList<Notification> GetNotifications(long after, int limit) =>
        [.. items.Select(static (item, i) => new Notification(i + 1, item)).Where(notification => notification.Id > after).Take(limit)];

    private static NotSupportedException ReadOnly() => new("Examples of stored events are read, never added to; something saved while a history was loaded.");
}
