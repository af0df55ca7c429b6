namespace EsGen.LiteDB;

internal sealed class LiteDbActiveRecordStrategy(LiteDbConnection connection, bool isReadOnly) : IActiveRecordStrategy
{
    public long LastNotificationId
    {
        get
        {
            connection.ThrowIfUnusable();
            return connection.LastVisibleId;
        }
    }

    public string SystemName => "litedb";

    public int MaxItemSize => PackedEvent.MaxContentLength;

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null)
    {
        AppendRequest request = new(CopyStorable(items, tracking), tracking);
        ThrowIfNotWritable(request);
        return request.IsEmpty ? 0 : connection.Append(request);
    }

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default)
    {
        AppendRequest request = new(CopyStorable(items, tracking), tracking);
        return AppendStorableAsync();

        async ValueTask<long> AppendStorableAsync()
        {
            ThrowIfNotWritable(request);
            cancellationToken.ThrowIfCancellationRequested();
            return request.IsEmpty ? 0 : await connection.AppendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    public long? GetTracking(string name)
    {
        Tracking.ThrowIfNotAName(name, nameof(name));
        return connection.GetTracking(name);
    }

    public SequencedItem? GetItem(Guid sequenceId, long position) =>
        GetItems(sequenceId, ItemQuery.At(position)) is [var item] ? item : null;

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default) =>
        connection.Read(sequenceId, events => events.FindItems(sequenceId, query));

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(sequenceId, events => events.FindItems(sequenceId, query), cancellationToken);

    public IReadOnlyList<Notification> GetNotifications(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return connection.Read(sequenceId: null, events => events.FindNotifications(after, limit));
    }

    public ValueTask<IReadOnlyList<Notification>> GetNotificationsAsync(
        long after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return connection.ReadAsync(sequenceId: null, events => events.FindNotifications(after, limit), cancellationToken);
    }

    public Notification? GetNotification(Guid sequenceId, long position) =>
        connection.Read(sequenceId, events => events.FindNotification(sequenceId, position));

    public ValueTask<Notification?> GetNotificationAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(sequenceId, events => events.FindNotification(sequenceId, position), cancellationToken);

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default) =>
        connection.WaitForNotificationAsync(after, cancellationToken);

    /// <summary>
    /// The items as they are now: the caller's list may change while they wait for the writer. Their bytes mustn't, by the contract; so
    /// they aren't copied.
    /// </summary>
    private static SequencedItem[] CopyStorable(IReadOnlyCollection<SequencedItem> items, Tracking? tracking)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (tracking is { } offered)
        {
            Tracking.ThrowIfNotAName(offered.Name, nameof(tracking));
        }

        SequencedItem[] batch = [.. items];
        foreach (ref readonly var item in batch.AsSpan())
        {
            PackedEvent.ThrowIfNotStorable(in item, nameof(items));
        }

        return batch;
    }

    private void ThrowIfNotWritable(AppendRequest request)
    {
        connection.ThrowIfUnusable();
        if (isReadOnly && !request.IsEmpty)
        {
            throw new InvalidOperationException(
                "Nothing can be appended to the datastore: it was opened "
                    + $"with {nameof(LiteDbSettings)}.{nameof(LiteDbSettings.ReadOnly)}.");
        }
    }
}
