namespace EsGen.LiteDB;

internal sealed class LiteDbActiveRecordStrategy(LiteDbDatastore datastore, LiteDbConnection connection) : IActiveRecordStrategy
{
    public long LastNotificationId
    {
        get
        {
            connection.ThrowIfUnusable();
            return connection.LastVisibleId;
        }
    }

    public int MaxItemSize => PackedEvent.MaxContentLength;

    public void Append(params IReadOnlyCollection<SequencedItem> items)
    {
        var batch = CopyStorable(items);
        connection.ThrowIfUnusable();
        if (batch.Length > 0)
        {
            ThrowIfReadOnly();
            connection.Append(batch);
        }
    }

    public ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default)
    {
        var batch = CopyStorable(items);
        connection.ThrowIfUnusable();
        if (batch.Length > 0)
        {
            ThrowIfReadOnly();
        }

        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken)
            : batch.Length > 0 ? connection.AppendAsync(batch, cancellationToken)
            : ValueTask.CompletedTask;
    }

    public SequencedItem? GetItem(Guid sequenceId, long position)
    {
        var items = GetItems(sequenceId, gte: position, lte: position);
        return items.Count == 0 ? null : items[0];
    }

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
        ThrowIfLessThanOne(limit);
        var range = PositionRange.Create(gt, gte, lt, lte);
        return connection.Read(sequenceId, events => GetItems(events, sequenceId, range, limit, queryAscending, resultsAscending));
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
        CancellationToken cancellationToken = default)
    {
        ThrowIfLessThanOne(limit);
        var range = PositionRange.Create(gt, gte, lt, lte);
        return connection.ReadAsync(
            sequenceId, events => GetItems(events, sequenceId, range, limit, queryAscending, resultsAscending), cancellationToken);
    }

    public IReadOnlyList<Notification> GetNotifications(long after, int limit)
    {
        ThrowIfLessThanOne(limit);
        return connection.Read(sequenceId: null, events => events.FindNotifications(after, limit));
    }

    public ValueTask<IReadOnlyList<Notification>> GetNotificationsAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        ThrowIfLessThanOne(limit);
        return connection.ReadAsync(sequenceId: null, events => events.FindNotifications(after, limit), cancellationToken);
    }

    public Notification? GetNotification(Guid sequenceId, long position) =>
        connection.Read(sequenceId, events => events.FindNotification(sequenceId, position));

    public ValueTask<Notification?> GetNotificationAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(sequenceId, events => events.FindNotification(sequenceId, position), cancellationToken);

    private static IReadOnlyList<SequencedItem> GetItems(
        EventCollection events, Guid sequenceId, PositionRange? range, int? limit, bool queryAscending, bool resultsAscending) =>
        range is { } positions
            ? events.FindItems(sequenceId, positions, queryAscending, resultsAscending, limit ?? int.MaxValue)
            : [];

    /// <summary>The items as they are now: the caller's list may change while they wait for the writer.</summary>
    private static SequencedItem[] CopyStorable(IReadOnlyCollection<SequencedItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        SequencedItem[] batch = [.. items];
        foreach (ref readonly var item in batch.AsSpan())
        {
            PackedEvent.ThrowIfNotStorable(in item, nameof(items));
        }

        return batch;
    }

    private void ThrowIfReadOnly()
    {
        if (datastore.IsReadOnly)
        {
            throw new InvalidOperationException(
                $"Nothing can be appended to the datastore: it was opened with {nameof(LiteDbSettings)}.{nameof(LiteDbSettings.ReadOnly)}.");
        }
    }

    private static void ThrowIfLessThanOne(int? limit)
    {
        if (limit is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(limit));
        }
    }
}
