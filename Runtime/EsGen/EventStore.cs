using System.Collections.Concurrent;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>Stores and reads the events of entities: an active record strategy seen through the generated codecs.</summary>
/// <remarks>Safe for concurrent use. An application owns one; for most work its repositories are the way in.</remarks>
public sealed partial class EventStore
{
    private readonly EventSourcedApplicationOptions _options;
    private readonly ConcurrentDictionary<string, EntityDescription> _names = new(StringComparer.Ordinal);
    private volatile bool _isClosed;

    internal EventStore(IActiveRecordStrategy activeRecordStrategy, EventSourcedApplicationOptions options)
    {
        ActiveRecordStrategy = activeRecordStrategy;
        _options = options;
    }

    /// <summary>The strategy that this store reads and writes through.</summary>
    public IActiveRecordStrategy ActiveRecordStrategy { get; }

    /// <summary>Stores events of one entity in one atomic append, without running guards or mutators.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="position">The position of the first event: how many events the entity has.</param>
    /// <param name="events">The events. None: nothing happens.</param>
    /// <returns>The id of the last notification stored; 0 if there are no events.</returns>
    /// <exception cref="ConcurrencyException">A position is taken; nothing was stored.</exception>
    /// <exception cref="ArgumentException">The id is empty, or an event is of another kind of entity or has a value that can't be stored;
    /// nothing was stored.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public long Append<T>(Guid id, long position, params IReadOnlyCollection<IDomainEvent> events)
        where T : class, IEventSourced<T>
    {
        List<SequencedItem> items = Encode<T>(id, position, events);
        if (items.Count == 0)
        {
            return 0;
        }

        EnsureFollow(T.Description, position, items, position == 0 ? null : ActiveRecordStrategy.GetItem(id, position - 1));
        return Append(items);
    }

    /// <summary>Stores events of one entity in one atomic append, without running guards or mutators.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="position">The position of the first event: how many events the entity has.</param>
    /// <param name="events">The events. None: nothing happens.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    /// <returns>The id of the last notification stored; 0 if there are no events.</returns>
    /// <exception cref="ConcurrencyException">A position is taken; nothing was stored.</exception>
    /// <exception cref="ArgumentException">The id is empty, or an event is of another kind of entity or has a value that can't be stored;
    /// nothing was stored.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public ValueTask<long> AppendAsync<T>(
        Guid id, long position, IReadOnlyCollection<IDomainEvent> events, CancellationToken cancellationToken = default)
        where T : class, IEventSourced<T>
    {
        List<SequencedItem> items = Encode<T>(id, position, events);
        return items.Count > 0 ? AppendEncodedAsync() : new ValueTask<long>(0);

        async ValueTask<long> AppendEncodedAsync()
        {
            SequencedItem? previous = position == 0
                ? null
                : await ActiveRecordStrategy.GetItemAsync(id, position - 1, cancellationToken).ConfigureAwait(false);
            EnsureFollow(T.Description, position, items, previous);
            return await AppendAsync(items, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The events of an entity between the bounds, all of which must hold; none for an unknown id.</summary>
    /// <typeparam name="T">The entity's class. With its <c>Event</c> type instead, the events come typed.</typeparam>
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
    public IReadOnlyList<IDomainEvent> GetEvents<T>(
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null)
        where T : class, IEventSourced<T> =>
        ReadEvents(id, ItemQuery.Between(gt, gte, lt, lte, limit, ascending), pageSize, static item => T.DecodeAll(item));

    /// <summary>
    /// The events of an entity between the bounds, as <see cref="GetEvents{T}"/>, each with its id, position, timestamp and metadata.
    /// </summary>
    /// <returns>The records. Events that an upcast made of one have its position.</returns>
    /// <inheritdoc cref="GetEvents{T}"/>
    public IReadOnlyList<EventRecord<IDomainEvent>> GetEventRecords<T>(
        Guid id,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int? pageSize = null)
        where T : class, IEventSourced<T> =>
        ReadRecords(id, ItemQuery.Between(gt, gte, lt, lte, limit, ascending), pageSize, static item => T.DecodeAll(item));

    /// <summary>The newest event of an entity, or null if it has none.</summary>
    /// <typeparam name="T">The entity's class. With its <c>Event</c> type instead, the event comes typed.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="lt">Looks below this position only.</param>
    /// <param name="lte">Looks up to this position only.</param>
    /// <exception cref="UnknownTopicException">The id is of another kind of entity, or the event is newer than this build.</exception>
    /// <exception cref="MalformedEventException">The event's data is damaged.</exception>
    public IDomainEvent? GetLastEvent<T>(Guid id, long? lt = null, long? lte = null)
        where T : class, IEventSourced<T> =>
        ReadLastEvent(id, ItemQuery.Between(lt: lt, lte: lte), static item => T.DecodeAll(item));

    /// <summary>Refuses a stored event that is too large, before anything is made of it.</summary>
    internal ref readonly SequencedItem Admit(in SequencedItem item)
    {
        if (item.Data.Length > _options.MaxDataSize)
        {
            throw new MalformedEventException(
                item.SequenceId,
                item.Position,
                item.Topic,
                $"at most {_options.MaxDataSize} bytes of data (the application's MaxDataSize), not {item.Data.Length},",
                byteOffset: _options.MaxDataSize);
        }

        return ref item;
    }

    /// <summary>Throws if an item is larger than the store takes, so that it is refused before anything has happened.</summary>
    internal void EnsureStorable(in SequencedItem item)
    {
        if (!item.FitsIn(ActiveRecordStrategy.MaxItemSize))
        {
            throw new ArgumentException(
                $"'{item.Topic}' can't be stored: its topic, data and metadata have more than the {ActiveRecordStrategy.MaxItemSize} "
                    + "bytes that the store takes. Store what is large elsewhere and refer to it.");
        }
    }

    /// <summary>
    /// Takes the names of a kind of entity for it. The compiler sees one assembly at a time; two of them may still use one name.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another kind of entity has one of them.</exception>
    internal void Claim(EntityDescription description)
    {
        foreach (string name in description.Names)
        {
            EntityDescription owner = _names.GetOrAdd(name, description);
            if (owner != description)
            {
                throw new InvalidOperationException(
                    $"{description.Type} and {owner.Type} both store events under the name '{name}'. Give one of them another name: "
                        + "[Entity(\"name\")] or [Aggregate(\"name\")].");
            }
        }
    }

    /// <summary>The kind of entity that uses a name; null if none was used yet.</summary>
    internal EntityDescription? FindOwner(string name) => _names.GetValueOrDefault(name);

    internal void EnsureOpen()
    {
        if (_isClosed)
        {
            throw Closed();
        }
    }

    internal void Close() => _isClosed = true;

    private static ObjectDisposedException Closed() => new($"{nameof(EsGen)}.{nameof(EventSourcedApplication)}");

    /// <summary>
    /// Keeps a history from being written that could never be loaded. What is stored stays, so that looking before appending is enough.
    /// </summary>
    private static void EnsureFollow(EntityDescription description, long position, List<SequencedItem> items, SequencedItem? previous)
    {
        Guid id = items[0].SequenceId;
        if (position > 0 && previous is null)
        {
            throw new ArgumentOutOfRangeException(
                nameof(position),
                position,
                $"{description.Name} {id} has no event at position {position - 1}, so that one at {position} would leave a gap.");
        }

        if (previous is { } last)
        {
            if (!description.Owns(last.Topic))
            {
                throw new UnknownTopicException(description.Name, last);
            }

            if (description.IsDiscard(last.Topic))
            {
                throw new EntityDiscardedException(description.Name, id);
            }
        }

        for (int i = 0; i < items.Count; i++)
        {
            if (description.IsCreation(items[i].Topic) != (items[i].Position == 0))
            {
                throw new ArgumentException(
                    $"'{items[i].Topic}' can't be stored at position {items[i].Position}: the history of {description.Name} begins with "
                        + "the event that creates it, which happens once.");
            }

            if (i > 0 && description.IsDiscard(items[i - 1].Topic))
            {
                throw new ArgumentException(
                    $"'{items[i].Topic}' can't be stored at position {items[i].Position}: '{items[i - 1].Topic}' before it ends the "
                        + $"history of {description.Name}.");
            }
        }
    }

    private List<SequencedItem> Encode<T>(Guid id, long position, IReadOnlyCollection<IDomainEvent> events)
        where T : class, IEventSourced<T>
    {
        if (id == Guid.Empty)
        {
            throw new ArgumentException($"The id of {T.Description.Name} must not be empty.", nameof(id));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentNullException.ThrowIfNull(events);
        EnsureOpen();
        PolicyScope.ThrowIfIn(this);
        Claim(T.Description);
        DateTimeOffset now = _options.TimeProvider.GetUtcNow();
        ReadOnlyMemory<byte> metadata = EventMetadata.Encode(_options.GetMetadata(), _options.MaxMetadataSize);
        return [.. events.Select((e, index) => T.Encode(e, new EventContext(id, position + index, now, metadata, _options.MaxDataSize)))];
    }
}
