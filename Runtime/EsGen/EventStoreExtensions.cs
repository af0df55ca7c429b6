namespace EsGen;

/// <summary>
/// Reads events with the type that an entity's events share, for example <c>eventStore.GetEvents&lt;Account.Event&gt;(id)</c>.
/// </summary>
public static class EventStoreExtensions
{
    /// <summary>The events of an entity between the bounds, all of which must hold; none for an unknown id.</summary>
    /// <typeparam name="TEvent">The base record of the entity's events.</typeparam>
    /// <param name="eventStore">The store.</param>
    /// <param name="id">The entity's id.</param>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    /// <param name="limit">How many stored events at most, at least 1. One that an upcast splits or drops counts as one.</param>
    /// <param name="ascending">Whether to begin with the oldest event (default) or with the newest.</param>
    /// <param name="pageSize">How many items to read from the store at a time; the application's option unless given.</param>
    /// <exception cref="UnknownTopicException">The id is of another kind of entity, or an event is newer than this build.</exception>
    /// <exception cref="MalformedEventException">An event's data is damaged.</exception>
    public static IReadOnlyList<TEvent> GetEvents<TEvent>(
        this EventStore eventStore,
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null)
        where TEvent : class, IDomainEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(eventStore);
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, ascending);
        return eventStore.ReadEvents(id, query, pageSize, static item => TEvent.DecodeAll(item));
    }

    /// <summary>
    /// The events of an entity between the bounds, as <see cref="GetEvents"/>, each with its id, position, timestamp and metadata.
    /// </summary>
    /// <returns>The records. Events that an upcast made of one have its position.</returns>
    /// <inheritdoc cref="GetEvents"/>
    public static IReadOnlyList<EventRecord<TEvent>> GetEventRecords<TEvent>(
        this EventStore eventStore,
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null)
        where TEvent : class, IDomainEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(eventStore);
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, ascending);
        return eventStore.ReadRecords(id, query, pageSize, static item => TEvent.DecodeAll(item));
    }

    /// <summary>The newest event of an entity, or null if it has none.</summary>
    /// <typeparam name="TEvent">The base record of the entity's events.</typeparam>
    /// <param name="eventStore">The store.</param>
    /// <param name="id">The entity's id.</param>
    /// <param name="lt">Looks below this position only.</param>
    /// <param name="lte">Looks up to this position only.</param>
    /// <exception cref="UnknownTopicException">The id is of another kind of entity, or the event is newer than this build.</exception>
    /// <exception cref="MalformedEventException">The event's data is damaged.</exception>
    public static TEvent? GetLastEvent<TEvent>(this EventStore eventStore, Guid id, long? lt = null, long? lte = null)
        where TEvent : class, IDomainEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(eventStore);
        return eventStore.ReadLastEvent(id, ItemQuery.Between(lt: lt, lte: lte), static item => TEvent.DecodeAll(item));
    }

    /// <summary>As <see cref="GetEvents"/>, without blocking a thread; the token ends the reading.</summary>
    /// <inheritdoc cref="GetEvents"/>
    public static ValueTask<IReadOnlyList<TEvent>> GetEventsAsync<TEvent>(
        this EventStore eventStore,
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null,
        CancellationToken cancellationToken = default)
        where TEvent : class, IDomainEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(eventStore);
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, ascending);
        return eventStore.ReadEventsAsync(id, query, pageSize, static item => TEvent.DecodeAll(item), cancellationToken);
    }

    /// <summary>As <see cref="GetEventRecords"/>, without blocking a thread; the token ends the reading.</summary>
    /// <inheritdoc cref="GetEventRecords"/>
    public static ValueTask<IReadOnlyList<EventRecord<TEvent>>> GetEventRecordsAsync<TEvent>(
        this EventStore eventStore,
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null,
        CancellationToken cancellationToken = default)
        where TEvent : class, IDomainEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(eventStore);
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, ascending);
        return eventStore.ReadRecordsAsync(id, query, pageSize, static item => TEvent.DecodeAll(item), cancellationToken);
    }

    /// <summary>As <see cref="GetLastEvent"/>, without blocking a thread; the token ends the reading.</summary>
    /// <inheritdoc cref="GetLastEvent"/>
    public static ValueTask<TEvent?> GetLastEventAsync<TEvent>(
        this EventStore eventStore, Guid id, long? lt = null, long? lte = null, CancellationToken cancellationToken = default)
        where TEvent : class, IDomainEvent<TEvent>
    {
        ArgumentNullException.ThrowIfNull(eventStore);
        return eventStore.ReadLastEventAsync(
            id,
            ItemQuery.Between(lt: lt, lte: lte),
            static item => TEvent.DecodeAll(item),
            cancellationToken);
    }
}
