using System.Runtime.CompilerServices;

namespace EsGen;

public sealed partial class EventSourcedRepository<T>
{
    /// <summary>
    /// Loads an entity, acts on it and stores all that happened in one atomic append. If somebody else was faster it begins again with a
    /// fresh instance, so the action may run several times.
    /// </summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <returns>The instance as it was stored.</returns>
    /// <exception cref="ConcurrencyException">
    /// Somebody else was faster in each of the attempts that the application's options allow.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception"/>
    public T Update(Guid id, Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        T updated = null!;
        AtomicUpdate.Run(
            _application,
            T.Description.Name,
            _application.Options.MaxUpdateAttempts,
            update => action(updated = update.Get<T>(id)));
        return updated;
    }

    /// <summary>
    /// Loads an entity, acts on it if it has a version, and stores all that happened in one atomic append: for a command that is based on
    /// what somebody saw, such as a request with <c>If-Match</c>. It is tried once.
    /// </summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have, at least 1.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <returns>The instance as it was stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="expectedVersion"/> is less than 1.</exception>
    /// <exception cref="ConcurrencyException">The entity has another version, or somebody else was faster; nothing was stored.</exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception"/>
    public T Update(Guid id, long expectedVersion, Action<T> action)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, 1);
        ArgumentNullException.ThrowIfNull(action);
        T updated = null!;
        AtomicUpdate.Run(_application, T.Description.Name, attempts: 1, update =>
        {
            updated = update.Get<T>(id);
            EnsureVersion(updated, expectedVersion);
            action(updated);
        });
        return updated;
    }

    /// <summary>
    /// Loads some entities, acts on them and stores all that happened in one atomic append. If somebody else was faster with one of them it
    /// begins again with fresh instances, so the action may run several times.
    /// </summary>
    /// <param name="ids">The entities' ids. One that is there twice gives the same instance twice.</param>
    /// <param name="action">What to do; it gets the entities in the order of the ids. If it throws, nothing is stored.</param>
    /// <returns>The instances as they were stored, in the order of the ids.</returns>
    /// <remarks>One that the action doesn't change is not compared with the store: somebody else may have changed it meanwhile.</remarks>
    /// <exception cref="ConcurrencyException">
    /// Somebody else was faster in each of the attempts that the application's options allow.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The application is disposed.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception"/>
    public IReadOnlyList<T> Update(IReadOnlyCollection<Guid> ids, Action<IReadOnlyList<T>> action)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(action);
        Guid[] all = [.. ids];
        IReadOnlyList<T> updated = [];
        AtomicUpdate.Run(
            _application,
            T.Description.Name,
            _application.Options.MaxUpdateAttempts,
            update => action(updated = Array.AsReadOnly(Array.ConvertAll(all, update.Get<T>))));
        return updated;
    }

    /// <inheritdoc cref="Update(Guid, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
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
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    public ValueTask<T> UpdateAsync(Guid id, Func<T, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(id, action, cancellationToken);
    }

    /// <inheritdoc cref="Update(Guid, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> UpdateAsync(Guid id, Func<T, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(id, entity => action(entity).AsTask(), cancellationToken);
    }

    /// <inheritdoc cref="Update(Guid, long, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have, at least 1.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> UpdateAsync(Guid id, long expectedVersion, Action<T> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(
            id, expectedVersion,
            entity =>
            {
                action(entity);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <inheritdoc cref="Update(Guid, long, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have, at least 1.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    public ValueTask<T> UpdateAsync(Guid id, long expectedVersion, Func<T, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(id, expectedVersion, action, cancellationToken);
    }

    /// <inheritdoc cref="Update(Guid, long, Action{T})"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="expectedVersion">The version that it must have, at least 1.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> UpdateAsync(Guid id, long expectedVersion, Func<T, ValueTask> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(id, expectedVersion, entity => action(entity).AsTask(), cancellationToken);
    }

    /// <inheritdoc cref="Update(IReadOnlyCollection{Guid}, Action{IReadOnlyList{T}})"/>
    /// <param name="ids">The entities' ids. One that is there twice gives the same instance twice.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<IReadOnlyList<T>> UpdateAsync(
        IReadOnlyCollection<Guid> ids,
        Action<IReadOnlyList<T>> action,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(
            ids,
            entities =>
            {
                action(entities);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <inheritdoc cref="Update(IReadOnlyCollection{Guid}, Action{IReadOnlyList{T}})"/>
    /// <param name="ids">The entities' ids. One that is there twice gives the same instance twice.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    public ValueTask<IReadOnlyList<T>> UpdateAsync(
        IReadOnlyCollection<Guid> ids,
        Func<IReadOnlyList<T>, Task> action,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(ids, action, cancellationToken);
    }

    /// <inheritdoc cref="Update(IReadOnlyCollection{Guid}, Action{IReadOnlyList{T}})"/>
    /// <param name="ids">The entities' ids. One that is there twice gives the same instance twice.</param>
    /// <param name="action">What to do. If it throws, nothing is stored.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for the store and refuses the append as long as the store hasn't begun with it.
    /// </param>
    [OverloadResolutionPriority(-1)]
    public ValueTask<IReadOnlyList<T>> UpdateAsync(
        IReadOnlyCollection<Guid> ids,
        Func<IReadOnlyList<T>, ValueTask> action,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return UpdateCoreAsync(ids, entities => action(entities).AsTask(), cancellationToken);
    }

    internal T LoadForUpdate(Guid id) => Attach(Replay(id), _storeOnSave) ?? throw NotFound(id);

    internal async ValueTask<T> LoadForUpdateAsync(Guid id, CancellationToken cancellationToken) =>
        Attach(await ReplayAsync(id, cancellationToken).ConfigureAwait(false), _storeOnSave) ?? throw NotFound(id);

    private static void EnsureVersion(T entity, long expectedVersion)
    {
        if (entity.Version != expectedVersion)
        {
            throw ConcurrencyException.OtherVersion(T.Description.Name, entity.Id, expectedVersion, entity.Version);
        }
    }

    private async ValueTask<T> UpdateCoreAsync(Guid id, Func<T, Task> action, CancellationToken cancellationToken)
    {
        T updated = null!;
        await AtomicUpdate.RunAsync(
            _application,
            T.Description.Name,
            _application.Options.MaxUpdateAttempts,
            async update =>
                await action(updated = await update.GetAsync<T>(id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return updated;
    }

    private ValueTask<T> UpdateCoreAsync(Guid id, long expectedVersion, Func<T, Task> action, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, 1);
        return UpdateAsync();

        async ValueTask<T> UpdateAsync()
        {
            T updated = null!;
            await AtomicUpdate.RunAsync(
                _application,
                T.Description.Name,
                attempts: 1,
                async update =>
                {
                    updated = await update.GetAsync<T>(id, cancellationToken).ConfigureAwait(false);
                    EnsureVersion(updated, expectedVersion);
                    await action(updated).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return updated;
        }
    }

    private ValueTask<IReadOnlyList<T>> UpdateCoreAsync(
        IReadOnlyCollection<Guid> ids, Func<IReadOnlyList<T>, Task> action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Guid[] all = [.. ids];
        return UpdateAsync();

        async ValueTask<IReadOnlyList<T>> UpdateAsync()
        {
            IReadOnlyList<T> updated = [];
            await AtomicUpdate.RunAsync(
                _application,
                T.Description.Name,
                _application.Options.MaxUpdateAttempts,
                async update =>
                {
                    T[] entities = new T[all.Length];
                    for (int i = 0; i < all.Length; i++)
                    {
                        entities[i] = await update.GetAsync<T>(all[i], cancellationToken).ConfigureAwait(false);
                    }

                    await action(updated = Array.AsReadOnly(entities)).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return updated;
        }
    }
}
