namespace EsGen;

/// <content>Reading, blocking and not, of events of any type: what the methods for entities and those for typed events share.</content>
public sealed partial class EventStore
{
    internal IEnumerable<SequencedItem> ReadItems(Guid id, ItemQuery query, int? pageSize = null) =>
        ActiveRecordStrategyExtensions.ReadItems(ActiveRecordStrategy, id, query, pageSize ?? _options.PageSize);

    internal IAsyncEnumerable<SequencedItem> ReadItemsAsync(Guid id, ItemQuery query, int? pageSize, CancellationToken cancellationToken) =>
        ActiveRecordStrategyExtensions.ReadItemsAsync(ActiveRecordStrategy, id, query, pageSize ?? _options.PageSize, cancellationToken);

    internal IReadOnlyList<TEvent> ReadEvents<TEvent>(
        Guid id, ItemQuery query, int? pageSize, Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll) =>
        [.. ReadItems(id, query, pageSize).SelectMany(item => decodeAll(Admit(item)))];

    internal ValueTask<IReadOnlyList<TEvent>> ReadEventsAsync<TEvent>(
        Guid id,
        ItemQuery query,
        int? pageSize,
        Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll,
        CancellationToken cancellationToken)
    {
        IAsyncEnumerable<SequencedItem> items = ReadItemsAsync(id, query, pageSize, cancellationToken);
        return ReadAsync();

        async ValueTask<IReadOnlyList<TEvent>> ReadAsync()
        {
            List<TEvent> events = [];
            await foreach (SequencedItem item in items.ConfigureAwait(false))
            {
                events.AddRange(decodeAll(Admit(item)));
            }

            return events;
        }
    }

    internal IReadOnlyList<EventRecord<TEvent>> ReadRecords<TEvent>(
        Guid id, ItemQuery query, int? pageSize, Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll)
        where TEvent : class, IDomainEvent =>
        [.. ReadItems(id, query, pageSize).SelectMany(item => ToRecords(item, notificationId: null, decodeAll))];

    internal ValueTask<IReadOnlyList<EventRecord<TEvent>>> ReadRecordsAsync<TEvent>(
        Guid id,
        ItemQuery query,
        int? pageSize,
        Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll,
        CancellationToken cancellationToken)
        where TEvent : class, IDomainEvent
    {
        IAsyncEnumerable<SequencedItem> items = ReadItemsAsync(id, query, pageSize, cancellationToken);
        return ReadAsync();

        async ValueTask<IReadOnlyList<EventRecord<TEvent>>> ReadAsync()
        {
            List<EventRecord<TEvent>> records = [];
            await foreach (SequencedItem item in items.ConfigureAwait(false))
            {
                records.AddRange(ToRecords(item, notificationId: null, decodeAll));
            }

            return records;
        }
    }

    /// <summary>The newest of all events that are decoded from the items of an entity; an upcast may leave none of an item.</summary>
    internal TEvent? ReadLastEvent<TEvent>(Guid id, ItemQuery range, Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll)
        where TEvent : class
    {
        foreach (SequencedItem item in ReadItems(id, range with { QueryAscending = false }, pageSize: 1))
        {
            if (decodeAll(Admit(item)) is [.., var last])
            {
                return last;
            }
        }

        return null;
    }

    /// <inheritdoc cref="ReadLastEvent{TEvent}"/>
    internal async ValueTask<TEvent?> ReadLastEventAsync<TEvent>(
        Guid id, ItemQuery range, Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll, CancellationToken cancellationToken)
        where TEvent : class
    {
        IAsyncEnumerable<SequencedItem> items = ReadItemsAsync(id, range with { QueryAscending = false }, pageSize: 1, cancellationToken);
        await foreach (SequencedItem item in items.ConfigureAwait(false))
        {
            if (decodeAll(Admit(item)) is [.., var last])
            {
                return last;
            }
        }

        return null;
    }

    private EventRecord<TEvent>[] ToRecords<TEvent>(
        in SequencedItem item, long? notificationId, Func<SequencedItem, IReadOnlyList<TEvent>> decodeAll)
        where TEvent : class, IDomainEvent
    {
        // Decoded now, so that a record doesn't keep the store's block in memory, and damage shows here.
        EventContext context = new(item.SequenceId, item.Position, item.Timestamp, new EventContext(item).Metadata)
        {
            NotificationId = notificationId,
        };
        IReadOnlyList<TEvent> events = decodeAll(Admit(item));
        EventRecord<TEvent>[] records = new EventRecord<TEvent>[events.Count];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = new EventRecord<TEvent>(events[i], context with { Ordinal = i });
        }

        return records;
    }
}
