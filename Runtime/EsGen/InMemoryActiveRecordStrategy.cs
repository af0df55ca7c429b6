namespace EsGen;

/// <summary>The items of an <see cref="InMemoryDatastore"/>: a log, and where in it the items of each sequence are.</summary>
internal sealed class InMemoryActiveRecordStrategy : IActiveRecordStrategy
{
    private readonly Lock _lock = new();
    private readonly NotificationSignal _signal = new();

    // The one of notification n is at n - 1.
    private readonly List<SequencedItem> _log = [];

    // By position, the places in the log.
    private readonly Dictionary<Guid, SortedList<long, int>> _sequences = [];
    private readonly Dictionary<string, long> _trackings = new(StringComparer.Ordinal);
    private bool _isClosed;

    public long LastNotificationId
    {
        get
        {
            lock (_lock)
            {
                ThrowIfClosed();
                return _log.Count;
            }
        }
    }

    public long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null) => Store(Copy(items, tracking), tracking);

    public ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null, CancellationToken cancellationToken = default)
    {
        SequencedItem[] batch = Copy(items, tracking);
        return BlockingCall.Run(() => Store(batch, tracking), cancellationToken);
    }

    public long? GetTracking(string name)
    {
        Tracking.ThrowIfNotAName(name, nameof(name));
        lock (_lock)
        {
            ThrowIfClosed();
            return _trackings.TryGetValue(name, out long id) ? id : null;
        }
    }

    public IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default)
    {
        lock (_lock)
        {
            ThrowIfClosed();
            if (query.IsEmpty || !_sequences.TryGetValue(sequenceId, out SortedList<long, int>? places))
            {
                return [];
            }

            int first = CountBelow(places, query.First);
            int end = query.Last == long.MaxValue ? places.Count : CountBelow(places, query.Last + 1);
            int count = Math.Min(end - first, query.Limit ?? int.MaxValue);
            first = query.QueryAscending ? first : end - count;
            SequencedItem[] items = new SequencedItem[count];
            for (int i = 0; i < count; i++)
            {
                items[query.ResultsAscending ? i : count - 1 - i] = _log[places.GetValueAtIndex(first + i)];
            }

            return items;
        }
    }

    public ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId, ItemQuery query = default, CancellationToken cancellationToken = default) =>
        BlockingCall.Run(() => GetItems(sequenceId, query), cancellationToken);

    public IReadOnlyList<Notification> GetNotifications(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_lock)
        {
            ThrowIfClosed();
            int first = (int)Math.Clamp(after, 0, _log.Count);
            Notification[] notifications = new Notification[Math.Min(_log.Count - first, limit)];
            for (int i = 0; i < notifications.Length; i++)
            {
                notifications[i] = new Notification(first + i + 1, _log[first + i]);
            }

            return notifications;
        }
    }

    public Notification? GetNotification(Guid sequenceId, long position)
    {
        lock (_lock)
        {
            ThrowIfClosed();
            return _sequences.TryGetValue(sequenceId, out SortedList<long, int>? places) && places.TryGetValue(position, out int place)
                ? new Notification(place + 1, _log[place])
                : null;
        }
    }

    public ValueTask<Notification?> GetNotificationAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        BlockingCall.Run(() => GetNotification(sequenceId, position), cancellationToken);

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default) =>
        _signal.WaitUntilAsync(() => LastNotificationId > after, cancellationToken);

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        _signal.Set();
    }

    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), typeof(InMemoryDatastore));

    /// <summary>
    /// The items as they are now. Their bytes are copied, too, because they stay here: the caller may change them once the append is over.
    /// </summary>
    private static SequencedItem[] Copy(IReadOnlyCollection<SequencedItem> items, Tracking? tracking)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (tracking is { } offered)
        {
            Tracking.ThrowIfNotAName(offered.Name, nameof(tracking));
        }

        SequencedItem[] copies = [.. items];
        foreach (ref SequencedItem item in copies.AsSpan())
        {
            if (item.Topic is null || LoneSurrogate.IsIn(item.Topic))
            {
                throw new ArgumentException(
                    $"The topic of position {item.Position} of sequence {item.SequenceId} is null or has half a character (a lone "
                        + "surrogate).",
                    nameof(items));
            }

            item = item with
            {
                Data = item.Data.ToArray(),
                Metadata = item.Metadata.ToArray(),
                Timestamp = item.Timestamp.ToUniversalTime(),
            };
        }

        return copies;
    }

    private long Store(SequencedItem[] batch, Tracking? tracking)
    {
        lock (_lock)
        {
            ThrowIfClosed();
            ThrowIfRefused(batch, tracking);
            if (tracking is { } accepted)
            {
                _trackings[accepted.Name] = accepted.NotificationId;
            }

            foreach (ref readonly SequencedItem item in batch.AsSpan())
            {
                if (!_sequences.TryGetValue(item.SequenceId, out SortedList<long, int>? places))
                {
                    _sequences.Add(item.SequenceId, places = []);
                }

                places.Add(item.Position, _log.Count);
                _log.Add(item);
            }

            if (batch.Length == 0)
            {
                return 0;
            }

            _signal.Set();
            return _log.Count;
        }
    }

    private void ThrowIfRefused(SequencedItem[] batch, Tracking? tracking)
    {
        if (tracking is { } offered && _trackings.TryGetValue(offered.Name, out long stored) && offered.NotificationId <= stored)
        {
            throw new TrackingConflictException(offered.Name, stored, offered.NotificationId);
        }

        HashSet<(Guid, long)> earlier = [];
        foreach (ref readonly SequencedItem item in batch.AsSpan())
        {
            if ((_sequences.TryGetValue(item.SequenceId, out SortedList<long, int>? places) && places.ContainsKey(item.Position))
                || !earlier.Add((item.SequenceId, item.Position)))
            {
                throw new ConcurrencyException(item.SequenceId, item.Position);
            }
        }
    }

    /// <summary>How many positions of a sequence are less than another.</summary>
    private static int CountBelow(SortedList<long, int> places, long position)
    {
        (int first, int end) = (0, places.Count);
        while (first < end)
        {
            int middle = (first + end) / 2;
            (first, end) = places.GetKeyAtIndex(middle) < position ? (middle + 1, end) : (first, middle);
        }

        return first;
    }
}
