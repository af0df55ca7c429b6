using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace EsGen;

/// <summary>Finds, saves and updates the entities of one kind. Each load gives a new instance, replayed from its events.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
/// <remarks>Safe for concurrent use; an instance that it gives is for one thread at a time.</remarks>
public sealed partial class EventSourcedRepository<T>
    where T : class, IEventSourced<T>
{
    private readonly EventSourcedApplication _application;
    private readonly PersistencePolicy _policy;
    private readonly PersistencePolicy _storeOnSave;

    /// <summary>The entities of an application, as <see cref="EventSourcedApplication.Repository{T}"/> gives them.</summary>
    /// <param name="application">The application.</param>
    /// <exception cref="InvalidOperationException">Another class in use has the same name in topics.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    public EventSourcedRepository(EventSourcedApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);
        application.EventStore.EnsureOpen();
        application.EventStore.Claim(T.Description);
        _application = application;
        _policy = application.GetPolicy(T.Description.StoresEachEvent);
        _storeOnSave = application.GetPolicy(storesEachEvent: false);
    }

    private EventStore EventStore => _application.EventStore;

    /// <summary>The entity with this id, as <see cref="Get(Guid)"/>.</summary>
    /// <param name="id">The entity's id.</param>
    /// <exception cref="EntityNotFoundException">It was never stored, or it was discarded.</exception>
    public T this[Guid id] => Get(id);

    /// <summary>The entity with this id.</summary>
    /// <param name="id">The entity's id.</param>
    /// <exception cref="EntityNotFoundException">It was never stored, or it was discarded.</exception>
    /// <exception cref="WrongEntityException">The id is of another kind of entity.</exception>
    /// <exception cref="UnknownTopicException">An event is newer than this build, or unknown.</exception>
    /// <exception cref="MalformedEventException">An event's data is damaged.</exception>
    /// <exception cref="SequenceCorruptException">The stored events can't be the history of one entity.</exception>
    public T Get(Guid id) => LoadPresent(id) ?? throw NotFound(id);

    /// <summary>The entity as it was after some of its events: the past, which is read-only.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="version">After how many events, from 1 to its present version.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is less than 1 or greater than its present
    /// version.</exception>
    /// <exception cref="EntityNotFoundException">It was never stored.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception"/>
    public T Get(Guid id, long version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return AsPast(Replay(id, lt: version), id, version);
    }

    /// <summary>The entity as it was after some of its events: the past, which is read-only.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="version">After how many events, from 1 to its present version.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <inheritdoc cref="Get(Guid, long)" path="/exception"/>
    public ValueTask<T> GetAsync(Guid id, long version, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return GetPastAsync();

        async ValueTask<T> GetPastAsync() =>
            AsPast(await ReplayAsync(id, cancellationToken, lt: version).ConfigureAwait(false), id, version);
    }

    /// <inheritdoc cref="Get(Guid)"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<T> GetAsync(Guid id, CancellationToken cancellationToken = default) =>
        await LoadPresentAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);

    /// <summary>The entity with this id, if there is one.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="entity">The entity; null if it was never stored, was discarded or is of another kind.</param>
    /// <inheritdoc cref="Get(Guid)" path="/exception[@cref='T:EsGen.UnknownTopicException' or @cref='T:EsGen.MalformedEventException' or
    /// @cref='T:EsGen.SequenceCorruptException']"/>
    public bool TryGet(Guid id, [NotNullWhen(true)] out T? entity)
    {
        entity = LoadPresent(id, isTry: true);
        return entity is not null;
    }

    /// <summary>The entity with this id, or null if it was never stored, was discarded or is of another kind.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <inheritdoc cref="TryGet" path="/exception"/>
    public ValueTask<T?> TryGetAsync(Guid id, CancellationToken cancellationToken = default) =>
        LoadPresentAsync(id, cancellationToken, isTry: true);

    /// <summary>Whether there is an entity of this kind with this id that was not discarded. Looks at its last event only.</summary>
    /// <param name="id">The entity's id.</param>
    public bool Contains(Guid id) => PolicyScope.Of(EventStore)?.Find<T>(id) is { } kept
        ? !kept.IsDiscarded
        : EventStore.ActiveRecordStrategy.GetItems(id, limit: 1, queryAscending: false) is [var last] && IsAlive(last);

    /// <summary>Whether there is an entity of this kind with this id that was not discarded. Looks at its last event only.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<bool> ContainsAsync(Guid id, CancellationToken cancellationToken = default) =>
        PolicyScope.Of(EventStore)?.Find<T>(id) is { } kept
        ? !kept.IsDiscarded
        : await EventStore.ActiveRecordStrategy.GetItemsAsync(id, limit: 1, queryAscending: false, cancellationToken: cancellationToken)
            .ConfigureAwait(false)
            is [var last] && IsAlive(last);

    /// <summary>Stores the pending events of some instances in one atomic append. Instances without any are left as they are.</summary>
    /// <param name="entities">The instances.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)" path="/exception"/>
    public void Save(params T[] entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        _application.Save(entities);
    }

    /// <summary>Not supported: it would save nothing.</summary>
    [Obsolete("Nothing is saved without an instance: a repository doesn't track those that it gives. Use Save(entity).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Save() => throw new NotSupportedException("Use Save(entity).");

    /// <summary>Not supported: it would save nothing.</summary>
    [Obsolete("Nothing is saved without an instance: a repository doesn't track those that it gives. Use SaveAsync(entity).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask SaveAsync() => throw new NotSupportedException("Use SaveAsync(entity).");

    /// <summary>
    /// Stores the pending events of an instance in one atomic append, each with some metadata more. Without any nothing happens.
    /// </summary>
    /// <param name="entity">The instance.</param>
    /// <param name="metadata">What comes to the metadata of each event; what the application's option gave stays unless it has the same
    /// name.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, IReadOnlyDictionary{string, string},
    /// CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public void Save(T entity, IReadOnlyDictionary<string, string>? metadata) => Save([entity], metadata);

    /// <summary>Stores the pending events of some instances in one atomic append, each with some metadata more.</summary>
    /// <param name="entities">The instances.</param>
    /// <param name="metadata">What comes to the metadata of each event; what the application's option gave stays unless it has the same
    /// name.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, IReadOnlyDictionary{string, string},
    /// CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public void Save(IReadOnlyCollection<T> entities, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentNullException.ThrowIfNull(entities);
        _application.Save(entities, metadata);
    }

    /// <summary>Stores the pending events of an instance in one atomic append. Without any nothing happens.</summary>
    /// <param name="entity">The instance.</param>
    /// <param name="cancellationToken">Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost
    /// then.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)" path="/exception"/>
    public ValueTask SaveAsync(T entity, CancellationToken cancellationToken = default) => SaveAsync([entity], cancellationToken);

    /// <summary>Stores the pending events of some instances in one atomic append. Instances without any are left as they are.</summary>
    /// <param name="entities">The instances.</param>
    /// <param name="cancellationToken">Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost
    /// then.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)" path="/exception"/>
    public ValueTask SaveAsync(IReadOnlyCollection<T> entities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entities);
        return _application.SaveAsync(entities, cancellationToken);
    }

    /// <summary>
    /// Stores the pending events of an instance in one atomic append, each with some metadata more. Without any nothing happens.
    /// </summary>
    /// <param name="entity">The instance.</param>
    /// <param name="metadata">What comes to the metadata of each event; what the application's option gave stays unless it has the same
    /// name.</param>
    /// <param name="cancellationToken">Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost
    /// then.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, IReadOnlyDictionary{string, string},
    /// CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask SaveAsync(T entity, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken = default) =>
        SaveAsync([entity], metadata, cancellationToken);

    /// <summary>Stores the pending events of some instances in one atomic append, each with some metadata more.</summary>
    /// <param name="entities">The instances.</param>
    /// <param name="metadata">What comes to the metadata of each event; what the application's option gave stays unless it has the same
    /// name.</param>
    /// <param name="cancellationToken">Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost
    /// then.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, IReadOnlyDictionary{string, string},
    /// CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public ValueTask SaveAsync(
        IReadOnlyCollection<T> entities,
        IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entities);
        return _application.SaveAsync(entities, metadata, cancellationToken);
    }

    private static bool IsAlive(in SequencedItem last) => T.Description.Owns(last.Topic) && !T.Description.IsDiscard(last.Topic);

    private static EntityNotFoundException NotFound(Guid id) => new(T.Description.Name, id);

    private static T? Attach(T? entity, PersistencePolicy policy)
    {
        if (entity is null or { IsDiscarded: true })
        {
            return null;
        }

        entity.Recorder.Attach(policy);
        return entity;
    }

    private static T AsPast(T? entity, Guid id, long version)
    {
        if (entity is null)
        {
            throw NotFound(id);
        }

        if (entity.Version < version)
        {
            throw new ArgumentOutOfRangeException(nameof(version), version, $"{T.Description.Name} {id} has only {entity.Version} events.");
        }

        entity.Recorder.MakeReadOnly();
        return entity;
    }
}
