namespace EsGen;

/// <content>Reading without blocking a thread.</content>
public sealed partial class EventStore
{
    /// <summary>As <see cref="GetEvents{T}"/>, without blocking a thread; the token ends the reading.</summary>
    /// <inheritdoc cref="GetEvents{T}"/>
    public ValueTask<IReadOnlyList<IDomainEvent>> GetEventsAsync<T>(
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null,
        CancellationToken cancellationToken = default)
        where T : class, IEventSourced<T>
    {
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, ascending);
        return ReadEventsAsync(id, query, pageSize, static item => T.DecodeAll(item), cancellationToken);
    }

    /// <summary>As <see cref="GetEventRecords{T}"/>, without blocking a thread; the token ends the reading.</summary>
    /// <inheritdoc cref="GetEventRecords{T}"/>
    public ValueTask<IReadOnlyList<EventRecord<IDomainEvent>>> GetEventRecordsAsync<T>(
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null,
        CancellationToken cancellationToken = default)
        where T : class, IEventSourced<T>
    {
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, ascending);
        return ReadRecordsAsync(id, query, pageSize, static item => T.DecodeAll(item), cancellationToken);
    }

    /// <summary>As <see cref="GetLastEvent{T}"/>, without blocking a thread; the token ends the reading.</summary>
    /// <inheritdoc cref="GetLastEvent{T}"/>
    public ValueTask<IDomainEvent?> GetLastEventAsync<T>(
        Guid id, long? lt = null, long? lte = null, CancellationToken cancellationToken = default)
        where T : class, IEventSourced<T> =>
        ReadLastEventAsync(id, ItemQuery.Between(lt: lt, lte: lte), static item => T.DecodeAll(item), cancellationToken);
}
