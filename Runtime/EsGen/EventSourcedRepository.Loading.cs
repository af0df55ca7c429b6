namespace EsGen;

public sealed partial class EventSourcedRepository<T>
{
    private T ReplayNext(T? entity, Guid id, in SequencedItem item) => item.SequenceId == id
        ? T.Replay(entity, EventStore.Admit(item))
        : throw new SequenceCorruptException(
            item.SequenceId,
            item.Position,
            item.Topic,
            $"the store gave it when asked for sequence {id}.");

    private static WrongEntityException? FindWrongEntity(Guid id, in SequencedItem first) =>
        first.SequenceId == id && T.Description.FindOtherEntity(first.Topic) is { } other
            ? new WrongEntityException(T.Description.Name, first, other)
            : null;

    /// <summary>
    /// An entity as it is now, to be changed; in a policy's <c>On</c> with what was returned for earlier events; null if it was discarded.
    /// </summary>
    private T? LoadPresent(Guid id, bool isTry = false) => PolicyScope.Of(EventStore) is { } scope
        ? scope.Find<T>(id) is { } kept ? Living(kept) : Keep(scope, Replay(id, isTry: isTry))
        : Attach(Replay(id, isTry: isTry), _policy);

    /// <inheritdoc cref="LoadPresent"/>
    private async ValueTask<T?> LoadPresentAsync(Guid id, CancellationToken cancellationToken, bool isTry = false) =>
        PolicyScope.Of(EventStore) is { } scope
        ? scope.Find<T>(id) is { } kept
            ? Living(kept)
            : Keep(scope, await ReplayAsync(id, cancellationToken, isTry: isTry).ConfigureAwait(false))
        : Attach(await ReplayAsync(id, cancellationToken, isTry: isTry).ConfigureAwait(false), _policy);

    private static T? Living(T entity) => entity.IsDiscarded ? null : entity;

    private T? Keep(PolicyScope scope, T? entity) => Attach(entity, _storeOnSave) is { } loaded ? scope.Keep(loaded) : null;

    private T? Replay(Guid id, long? lt = null, bool isTry = false) =>
        LoadTelemetry.IsListenedTo ? ReplayTraced(id, lt, isTry) : Load(id, lt, isTry)?.Entity;

    private ValueTask<T?> ReplayAsync(Guid id, CancellationToken cancellationToken, long? lt = null, bool isTry = false) =>
        LoadTelemetry.IsListenedTo
            ? ReplayTracedAsync(id, lt, isTry, cancellationToken)
            : ReplayUntracedAsync(id, lt, isTry, cancellationToken);

    private async ValueTask<T?> ReplayUntracedAsync(Guid id, long? lt, bool isTry, CancellationToken cancellationToken) =>
        (await LoadAsync(id, cancellationToken, lt, isTry).ConfigureAwait(false))?.Entity;

    /// <summary>Makes an instance of the newest snapshot, if there is one, and of the events behind it.</summary>
    private Loaded? Load(Guid id, long? lt = null, bool isTry = false)
    {
        if (Restore(id, lt) is { Entity: var entity, Snapshot: var snapshot })
        {
            SequencedItem? last = null;
            foreach (SequencedItem item in EventStore.ReadItems(id, ItemQuery.Between(gte: snapshot.Version - 1, lt: lt)))
            {
                if (last is not null)
                {
                    entity = ReplayNext(entity, id, item);
                }
                else if (!IsBehind(id, snapshot, item))
                {
                    return LoadWhole(id, lt, isTry);
                }

                last = item;
            }

            if (last is { } newest)
            {
                return new Loaded(entity, newest, snapshot.Version);
            }

            IsBehind(id, snapshot, null);
        }

        return LoadWhole(id, lt, isTry);
    }

    private Loaded? LoadWhole(Guid id, long? lt, bool isTry)
    {
        T? entity = null;
        SequencedItem last = default;
        foreach (SequencedItem item in EventStore.ReadItems(id, ItemQuery.Between(lt: lt)))
        {
            if (entity is null && FindWrongEntity(id, item) is { } wrong)
            {
                return isTry ? null : throw wrong;
            }

            entity = ReplayNext(entity, id, item);
            last = item;
        }

        return entity is null ? null : new Loaded(entity, last, SnapshotVersion: 0);
    }

    /// <inheritdoc cref="Load"/>
    private async ValueTask<Loaded?> LoadAsync(Guid id, CancellationToken cancellationToken, long? lt = null, bool isTry = false)
    {
        if (await RestoreAsync(id, lt, cancellationToken).ConfigureAwait(false) is { Entity: var entity, Snapshot: var snapshot })
        {
            SequencedItem? last = null;
            await foreach (SequencedItem item in EventStore.ReadItemsAsync(
                id,
                ItemQuery.Between(gte: snapshot.Version - 1, lt: lt),
                pageSize: null,
                cancellationToken).ConfigureAwait(false))
            {
                if (last is not null)
                {
                    entity = ReplayNext(entity, id, item);
                }
                else if (!IsBehind(id, snapshot, item))
                {
                    return await LoadWholeAsync(id, lt, isTry, cancellationToken).ConfigureAwait(false);
                }

                last = item;
            }

            if (last is { } newest)
            {
                return new Loaded(entity, newest, snapshot.Version);
            }

            IsBehind(id, snapshot, null);
        }

        return await LoadWholeAsync(id, lt, isTry, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Loaded?> LoadWholeAsync(Guid id, long? lt, bool isTry, CancellationToken cancellationToken)
    {
        T? entity = null;
        SequencedItem last = default;
        await foreach (SequencedItem item in EventStore.ReadItemsAsync(id, ItemQuery.Between(lt: lt), pageSize: null, cancellationToken)
            .ConfigureAwait(false))
        {
            if (entity is null && FindWrongEntity(id, item) is { } wrong)
            {
                return isTry ? null : throw wrong;
            }

            entity = ReplayNext(entity, id, item);
            last = item;
        }

        return entity is null ? null : new Loaded(entity, last, SnapshotVersion: 0);
    }

    /// <summary>An instance, the last item that is in it, and the version of the snapshot that it was made of; 0 for none.</summary>
    private readonly record struct Loaded(T Entity, SequencedItem Last, long SnapshotVersion);
}
