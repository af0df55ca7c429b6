using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>Finds, saves and updates the entities of one kind. Each load gives a new instance, replayed from its events.</summary>
/// <typeparam name="T">The entity's class.</typeparam>
/// <remarks>Safe for concurrent use; an instance that it gives is for one thread at a time.</remarks>
public sealed class EventSourcedRepository<T>
    where T : class, IEventSourced<T>
{
    private readonly EventSourcedApplication _application;
    private readonly PersistencePolicy _policy;
    private readonly PersistencePolicy _storeOnSave;

    internal EventSourcedRepository(EventSourcedApplication application)
    {
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
    /// <exception cref="UnknownTopicException">The id is of another kind of entity, or an event is newer than this build.</exception>
    /// <exception cref="MalformedEventException">An event's data is damaged.</exception>
    /// <exception cref="SequenceCorruptException">The stored events can't be the history of one entity.</exception>
    public T Get(Guid id) => Attach(Replay(id), _policy) ?? throw NotFound(id);

    /// <summary>The entity as it was after some of its events: the past, which is read-only.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="version">After how many events, from 1 to its present version.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is less than 1 or greater than its present version.</exception>
    /// <exception cref="EntityNotFoundException">It was never stored.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception"/>
    public T Get(Guid id, long version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        T entity = Replay(id, lt: version) ?? throw NotFound(id);
        if (entity.Version < version)
        {
            throw new ArgumentOutOfRangeException(nameof(version), version, $"{T.Description.Name} {id} has only {entity.Version} events.");
        }

        entity.Recorder.MakeReadOnly();
        return entity;
    }

    /// <inheritdoc cref="Get(Guid)"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<T> GetAsync(Guid id, CancellationToken cancellationToken = default) =>
        await LoadAsync(id, _policy, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);

    /// <summary>The entity with this id, if there is one.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="entity">The entity; null if it was never stored or was discarded.</param>
    /// <inheritdoc cref="Get(Guid)" path="/exception[@cref='T:EsGen.UnknownTopicException' or @cref='T:EsGen.MalformedEventException' or @cref='T:EsGen.SequenceCorruptException']"/>
    public bool TryGet(Guid id, [NotNullWhen(true)] out T? entity)
    {
        entity = Attach(Replay(id), _policy);
        return entity is not null;
    }

    /// <summary>The entity with this id, or null if it was never stored or was discarded.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <inheritdoc cref="TryGet" path="/exception"/>
    public ValueTask<T?> TryGetAsync(Guid id, CancellationToken cancellationToken = default) => LoadAsync(id, _policy, cancellationToken);

    /// <summary>Whether there is an entity of this kind with this id that was not discarded. Looks at its last event only.</summary>
    /// <param name="id">The entity's id.</param>
    public bool Contains(Guid id) =>
        EventStore.ActiveRecordStrategy.GetItems(id, limit: 1, queryAscending: false) is [var last] && IsAlive(last);

    /// <summary>Whether there is an entity of this kind with this id that was not discarded. Looks at its last event only.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask<bool> ContainsAsync(Guid id, CancellationToken cancellationToken = default) =>
        await EventStore.ActiveRecordStrategy.GetItemsAsync(id, limit: 1, queryAscending: false, cancellationToken: cancellationToken).ConfigureAwait(false)
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

    /// <summary>Stores the pending events of an instance in one atomic append. Without any nothing happens.</summary>
    /// <param name="entity">The instance.</param>
    /// <param name="cancellationToken">Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost then.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)" path="/exception"/>
    public ValueTask SaveAsync(T entity, CancellationToken cancellationToken = default) => SaveAsync([entity], cancellationToken);

    /// <summary>Stores the pending events of some instances in one atomic append. Instances without any are left as they are.</summary>
    /// <param name="entities">The instances.</param>
    /// <param name="cancellationToken">Refuses the save as long as the store hasn't begun with it; nothing is stored and nothing lost then.</param>
    /// <inheritdoc cref="EventSourcedApplication.SaveAsync(IReadOnlyCollection{IEventSourced}, CancellationToken)" path="/exception"/>
    public ValueTask SaveAsync(IReadOnlyCollection<T> entities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entities);
        return _application.SaveAsync(entities, cancellationToken);
    }

    /// <summary>
    /// Loads an entity, acts on it and stores all that happened in one atomic append. If somebody else was faster it begins again with a
    /// fresh instance, so the action may run several times.
    /// </summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <returns>The instance as it was stored.</returns>
    /// <exception cref="ConcurrencyException">Somebody else was faster in each of the attempts that the application's options allow.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception"/>
    public T Update(Guid id, Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        for (int attempt = 1; ; attempt++)
        {
            T entity = Attach(Replay(id), _storeOnSave) ?? throw NotFound(id);
            entity.Recorder.IsInUpdate = true;
            action(entity);
            entity.Recorder.IsInUpdate = false;
            try
            {
                Save(entity);
                return entity;
            }
            catch (ConcurrencyException) when (attempt < _application.Options.Attempts)
            {
                Thread.Sleep(GetBackOff(attempt));
            }
        }
    }

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">Generic, so that an action that only throws isn't taken for an asynchronous one.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TTask>(Guid id, Func<T, TTask> action)
        where TTask : Task => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TTask">A <see cref="ValueTask"/>, the only type to which one can be compared; generic for the same reason.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do.</param>
    /// <param name="unused">Tells the signatures apart: a constraint doesn't.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TTask>(Guid id, Func<T, TTask> action, ValueTask unused = default)
        where TTask : IEquatable<ValueTask> => throw new NotSupportedException("Use UpdateAsync.");

    /// <summary>Not supported: an action that is asynchronous needs <c>UpdateAsync</c>.</summary>
    /// <typeparam name="TResult">The result that nobody would wait for.</typeparam>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do.</param>
    [Obsolete("An asynchronous action would be stored before it has finished; use UpdateAsync.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Update<TResult>(Guid id, Func<T, ValueTask<TResult>> action) => throw new NotSupportedException("Use UpdateAsync.");

    /// <inheritdoc cref="Update(Guid, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">Ends the wait for the store and refuses the append as long as the store hasn't begun with it.</param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> UpdateAsync(Guid id, Action<T> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(
            id,
            entity =>
            {
                action(entity);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <inheritdoc cref="Update(Guid, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">Ends the wait for the store and refuses the append as long as the store hasn't begun with it.</param>
    public ValueTask<T> UpdateAsync(Guid id, Func<T, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(id, action, cancellationToken);
    }

    /// <inheritdoc cref="Update(Guid, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">Ends the wait for the store and refuses the append as long as the store hasn't begun with it.</param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> UpdateAsync(Guid id, Func<T, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(id, entity => action(entity).AsTask(), cancellationToken);
    }

    /// <summary>Infrastructure of the generated <c>Create</c>.</summary>
    /// <param name="id">The new entity's id; a version 7 one if null.</param>
    /// <param name="creation">The event that creates it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T CreateFrom(Guid? id, IDomainEvent creation)
    {
        T entity = CreatePending(id, creation);
        if (T.Description.StoresEachEvent)
        {
            Save(entity);
        }

        return entity;
    }

    /// <summary>Infrastructure of the generated <c>CreateAsync</c>, which entities have: an aggregate isn't stored when it is created.</summary>
    /// <param name="id">The new entity's id; a version 7 one if null.</param>
    /// <param name="creation">The event that creates it.</param>
    /// <param name="cancellationToken">Refuses the append as long as the store hasn't begun with it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public async ValueTask<T> CreateFromAsync(Guid? id, IDomainEvent creation, CancellationToken cancellationToken)
    {
        T entity = CreatePending(id, creation);
        if (T.Description.StoresEachEvent)
        {
            await SaveAsync(entity, cancellationToken).ConfigureAwait(false);
        }

        return entity;
    }

    private static bool IsAlive(in SequencedItem last) => T.Description.Owns(last.Topic) && !T.Description.IsDiscard(last.Topic);

    private static EntityNotFoundException NotFound(Guid id) => new(T.Description.Name, id);

    private T ReplayNext(T? entity, Guid id, in SequencedItem item) => item.SequenceId == id
        ? T.Replay(entity, EventStore.Admit(item))
        : throw new SequenceCorruptException(item.SequenceId, item.Position, item.Topic, $"the store gave it when asked for sequence {id}.");

    private static T? Attach(T? entity, PersistencePolicy policy)
    {
        if (entity is null or { IsDiscarded: true })
        {
            return null;
        }

        entity.Recorder.Attach(policy);
        return entity;
    }

    // Random, so that those who collided don't meet again; doubling, so that many of them find their turn.
    private static TimeSpan GetBackOff(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(1 << Math.Min(attempt, 9), 500));

    private T? Replay(Guid id, long? lt = null)
    {
        T? entity = null;
        foreach (SequencedItem item in EventStore.GetItems(id, lt: lt))
        {
            entity = ReplayNext(entity, id, item);
        }

        return entity;
    }

    private async ValueTask<T?> LoadAsync(Guid id, PersistencePolicy policy, CancellationToken cancellationToken)
    {
        T? entity = null;
        await foreach (SequencedItem item in EventStore.GetItemsAsync(id, cancellationToken).ConfigureAwait(false))
        {
            entity = ReplayNext(entity, id, item);
        }

        return Attach(entity, policy);
    }

    private async ValueTask<T> UpdateCoreAsync(Guid id, Func<T, Task> action, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            T entity = await LoadAsync(id, _storeOnSave, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
            entity.Recorder.IsInUpdate = true;
            await action(entity).ConfigureAwait(false);
            entity.Recorder.IsInUpdate = false;
            try
            {
                await SaveAsync(entity, cancellationToken).ConfigureAwait(false);
                return entity;
            }
            catch (ConcurrencyException) when (attempt < _application.Options.Attempts)
            {
                await Task.Delay(GetBackOff(attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private T CreatePending(Guid? id, IDomainEvent creation)
    {
        EventStore.EnsureOpen();
        EventRecorder recorder = id is { } given ? new EventRecorder(T.Description, given) : new EventRecorder(T.Description);
        recorder.Attach(_storeOnSave);
        return T.Create(recorder, creation);
    }
}
