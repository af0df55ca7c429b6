using EsGen.CompilerServices;

namespace EsGen;

public sealed partial class EventSourcedRepository<T>
{
    private static readonly EntityState<T>? s_state = T.Description.State as EntityState<T>;

    /// <summary>
    /// Stores the present state of an entity beside its events, as <see cref="SnapshotAttribute"/> has it done now and then.
    /// </summary>
    /// <param name="id">The entity's id.</param>
    /// <exception cref="EntityNotFoundException">It was never stored, or it was discarded.</exception>
    /// <exception cref="InvalidOperationException">The class has no <c>[Snapshot]</c>.</exception>
    /// <exception cref="NotSupportedException">The store keeps no snapshots.</exception>
    /// <exception cref="ArgumentException">The state has a value that can't be stored, or that a copy would lose; the message names
    /// it.</exception>
    /// <inheritdoc cref="Get(Guid)" path="/exception[@cref='T:EsGen.WrongEntityException']"/>
    public void TakeSnapshot(Guid id)
    {
        ISnapshotStore store = GetSnapshotStore();
        (T entity, SequencedItem last, _) = Load(id) ?? throw NotFound(id);
        store.Put(MakeSnapshot(entity, last), s_state!.KeptSnapshots);
    }

    /// <inheritdoc cref="TakeSnapshot(Guid)"/>
    /// <param name="id">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async ValueTask TakeSnapshotAsync(Guid id, CancellationToken cancellationToken = default)
    {
        ISnapshotStore store = GetSnapshotStore();
        (T entity, SequencedItem last, _) = await LoadAsync(id, cancellationToken).ConfigureAwait(false) ?? throw NotFound(id);
        await store.PutAsync(MakeSnapshot(entity, last), s_state!.KeptSnapshots, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a snapshot in the background: of an entity that is gone meanwhile none is taken.</summary>
    internal async Task TakeDueSnapshotAsync(Guid id, bool isRenewal, CancellationToken cancellationToken)
    {
        if (_application.Snapshots.Store is not { } store)
        {
            return;
        }

        if (isRenewal)
        {
            await store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }

        // A store that gives what can't be trusted again would have it renewed for ever.
        Loaded? loaded = isRenewal
            ? await LoadWholeAsync(id, lt: null, isTry: false, cancellationToken).ConfigureAwait(false)
            : await LoadAsync(id, cancellationToken).ConfigureAwait(false);
        if (loaded is { Entity: var entity, Last: var last })
        {
            await store.PutAsync(MakeSnapshot(entity, last), s_state!.KeptSnapshots, cancellationToken).ConfigureAwait(false);
        }
    }

    private ISnapshotStore GetSnapshotStore()
    {
        EventStore.EnsureOpen();
        return s_state is not { SnapshotEvery: > 0 }
            ? throw new InvalidOperationException(
                $"No snapshots are taken of {T.Description.Name}. Mark its class with [Snapshot(Every = …)].")
            : _application.Snapshots.Store
                ?? throw new NotSupportedException("The datastore keeps no snapshots, or the application was made without one.");
    }

    private static Snapshot MakeSnapshot(T entity, in SequencedItem last) =>
        new(entity.Id, entity.Version, s_state!.Fingerprint, SnapshotData.Create(s_state.Write(entity), last));

    /// <summary>The newest snapshot that a load may begin with; null if there is none, or none that can be trusted.</summary>
    private Restored? Restore(Guid id, long? lt)
    {
        if (_application.Snapshots.Store is not { } store || s_state is not { SnapshotEvery: > 0 })
        {
            return null;
        }

        try
        {
            return store.Find(id, s_state.Fingerprint, lt ?? long.MaxValue) is { } snapshot ? Restore(id, lt, snapshot) : null;
        }
        catch (Exception exception)
        {
            SnapshotLog.NotRead(_application.Snapshots.Logger, T.Description.Name, id, exception);
            return null;
        }
    }

    /// <inheritdoc cref="Restore(Guid, long?)"/>
    private async ValueTask<Restored?> RestoreAsync(Guid id, long? lt, CancellationToken cancellationToken)
    {
        if (_application.Snapshots.Store is not { } store || s_state is not { SnapshotEvery: > 0 })
        {
            return null;
        }

        try
        {
            long atOrBelow = lt ?? long.MaxValue;
            return await store.FindAsync(id, s_state.Fingerprint, atOrBelow, cancellationToken).ConfigureAwait(false) is { } snapshot
                ? Restore(id, lt, snapshot)
                : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            SnapshotLog.NotRead(_application.Snapshots.Logger, T.Description.Name, id, exception);
            return null;
        }
    }

    private Restored? Restore(Guid id, long? lt, Snapshot snapshot)
    {
        try
        {
            T entity = s_state!.Restore(T.Description, SnapshotData.Read(snapshot.Data));
            string? reason = snapshot switch
            {
                _ when snapshot.Fingerprint != s_state.Fingerprint => "it was made by other code.",
                _ when entity.Id != id || snapshot.SequenceId != id => "it is of another entity.",
                _ when entity.Version != snapshot.Version || entity.Version < 1 || entity.Version > lt => "it is of another version.",
                _ => null,
            };
            if (reason is null)
            {
                return new Restored(entity, snapshot);
            }

            Ignore(id, snapshot, reason);
        }
        catch (InvalidDataException exception)
        {
            Ignore(id, snapshot, exception.Message, exception);
        }
        catch (Exception exception)
        {
            // Code of the user's that makes its values has thrown, and would throw at another one, too.
            SnapshotLog.Ignored(_application.Snapshots.Logger, T.Description.Name, id, snapshot.Version, "it can't be read.", exception);
        }

        return null;
    }

    /// <summary>
    /// Whether the first item that was read is the last that is in a snapshot. If it isn't, the events are others than those it was made
    /// of.
    /// </summary>
    private bool IsBehind(Guid id, Snapshot snapshot, in SequencedItem? first)
    {
        if (first is { } item
            && item.SequenceId == id
            && item.Position == snapshot.Version - 1
            && SnapshotData.IsBehind(snapshot.Data, item))
        {
            return true;
        }

        Ignore(id, snapshot, first is null ? "the store has not so many events." : "it was made of other events than the store has.");
        return false;
    }

    private void Ignore(Guid id, Snapshot snapshot, string reason, Exception? exception = null)
    {
        SnapshotLog.Ignored(_application.Snapshots.Logger, T.Description.Name, id, snapshot.Version, reason, exception);
        _application.Snapshots.Renew(T.Description, id);
    }

    /// <summary>An instance with the snapshot that it was made of.</summary>
    private readonly record struct Restored(T Entity, Snapshot Snapshot);
}
