using LiteDB;

namespace EsGen.LiteDB;

internal sealed class LiteDbActiveRecordStrategy : IActiveRecordStrategy
{
    private readonly LiteDbConnection _connection;
    private long _lastId;

    private LiteDbActiveRecordStrategy(LiteDbConnection connection, long lastId)
    {
        _connection = connection;
        _lastId = lastId;
    }

    public long LastNotificationId
    {
        get
        {
            _connection.ThrowIfUnusable();
            return Volatile.Read(ref _lastId);
        }
    }

    public static LiteDbActiveRecordStrategy Create(LiteDbConnection connection)
    {
        var lastId = connection.Write(static events =>
        {
            events.EnsureCreated();
            return events.LastId();
        });
        return new LiteDbActiveRecordStrategy(connection, lastId);
    }

    public void Append(params IReadOnlyCollection<SequencedItem> items)
    {
        var batch = CopyStorable(items);
        _connection.ThrowIfUnusable();
        if (batch.Length > 0)
        {
            _connection.Write(events => Append(events, batch));
        }
    }

    public ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default)
    {
        var batch = CopyStorable(items);
        _connection.ThrowIfUnusable();
        return AppendBatchAsync();

        async ValueTask AppendBatchAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (batch.Length > 0)
            {
                await _connection.WriteAsync(events => Append(events, batch), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public SequencedItem? GetItem(Guid sequenceId, long position)
    {
        var items = _connection.Read(events => events.FindItems(sequenceId, position, position, ascending: true, limit: 1));
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
        return _connection.Read(events => GetItems(events, sequenceId, range, limit, queryAscending, resultsAscending));
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
        return _connection.ReadAsync<IReadOnlyList<SequencedItem>>(
            events => GetItems(events, sequenceId, range, limit, queryAscending, resultsAscending), cancellationToken);
    }

    public IReadOnlyList<Notification> GetNotifications(long after, int limit)
    {
        ThrowIfLessThanOne(limit);
        return _connection.Read(events => events.FindNotifications(after, limit));
    }

    private static List<SequencedItem> GetItems(
        EventCollection events, Guid sequenceId, PositionRange? range, int? limit, bool queryAscending, bool resultsAscending)
    {
        if (range is not { } positions)
        {
            return [];
        }

        var items = events.FindItems(sequenceId, positions.First, positions.Last, queryAscending, limit ?? int.MaxValue);
        if (queryAscending != resultsAscending)
        {
            items.Reverse();
        }

        return items;
    }

    /// <summary>The items as they are now: the caller's list may change while they wait for the writer.</summary>
    private static SequencedItem[] CopyStorable(IReadOnlyCollection<SequencedItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        SequencedItem[] batch = [.. items];
        foreach (ref readonly var item in batch.AsSpan())
        {
            EventDocument.ThrowIfNotStorable(in item, nameof(items));
        }

        return batch;
    }

    private static void ThrowIfLessThanOne(int? limit)
    {
        if (limit is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(limit));
        }
    }

    private static SequencedItem? FirstTaken(EventCollection events, SequencedItem[] batch)
    {
        Dictionary<Guid, long?> lastPositions = [];
        HashSet<(Guid, long)> earlier = new(batch.Length);
        foreach (var item in batch)
        {
            if (!lastPositions.TryGetValue(item.SequenceId, out var last))
            {
                lastPositions.Add(item.SequenceId, last = events.LastPosition(item.SequenceId));
            }

            // Nearly every append goes behind the last position, so that one look at each sequence is enough.
            if (!earlier.Add((item.SequenceId, item.Position))
                || (item.Position <= last && events.Contains(item.SequenceId, item.Position)))
            {
                return item;
            }
        }

        return null;
    }

    private long Append(EventCollection events, SequencedItem[] batch)
    {
        // Found before LiteDB would find it: its rollback is the part of it that breaks.
        if (FirstTaken(events, batch) is { } taken)
        {
            throw new ConcurrencyException(taken.SequenceId, taken.Position);
        }

        try
        {
            events.Insert(_lastId + 1, batch);
        }
        catch (LiteException exception) when (exception.ErrorCode == LiteException.INDEX_DUPLICATE_KEY)
        {
            // Only somebody who writes to the file beside this datastore gets here.
            if (FirstTaken(events, batch) is { } item)
            {
                throw new ConcurrencyException(item.SequenceId, item.Position, exception);
            }

            throw;
        }

        return Interlocked.Add(ref _lastId, batch.Length);
    }
}
