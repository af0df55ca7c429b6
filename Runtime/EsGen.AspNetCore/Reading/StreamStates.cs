using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen.AspNetCore.Reading;

/// <summary>
/// The states of streams at their versions. A history is replayed once, from a snapshot if there is one; what is kept on the way makes each
/// later step cost some events only.
/// </summary>
/// <param name="application">The application.</param>
internal sealed class StreamStates(EventSourcedApplication application)
{
    private const int MaxStreams = 16;
    private const long MaxBytesOfStream = 4 << 20;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Guid Id, Checkpoints Checkpoints)> _streams = [];

    private IActiveRecordStrategy Strategy => application.EventStore.ActiveRecordStrategy;

    /// <summary>A stream at a version.</summary>
    /// <param name="kind">The kind of entity; null if it isn't known.</param>
    /// <param name="item">The event that led there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StreamStep> GetAsync(EventSourcedAttribute? kind, SequencedItem item, CancellationToken cancellationToken)
    {
        if (kind is null)
        {
            return new StreamStep(item, null, null, $"No loaded class has events such as '{item.Topic}', so there is no state to show.");
        }

        if (kind.Description.State is not { HasCodec: true })
        {
            return new StreamStep(
                item, null, null, $"{kind.Description.Name} has state of a type that can't be stored, so that it has no form as data.");
        }

        Checkpoints checkpoints = Find(kind, item.SequenceId);
        await checkpoints.Turn.WaitAsync(cancellationToken);
        try
        {
            return await ReplayAsync(checkpoints, item, cancellationToken);
        }
        finally
        {
            checkpoints.Turn.Release();
        }
    }

    private async Task<StreamStep> ReplayAsync(Checkpoints checkpoints, SequencedItem item, CancellationToken cancellationToken)
    {
        EventSourcedAttribute kind = checkpoints.Kind;
        (Guid id, long version) = (item.SequenceId, item.Position + 1);
        IEventSourced? entity = await BeginAsync(checkpoints, id, version - 1, cancellationToken);
        long next = entity?.Version ?? 0;
        JsonElement? before = null;
        try
        {
            if (entity is not null && next == version - 1)
            {
                before = GetState(kind, entity);
            }

            ItemQuery query = new() { First = next, Last = item.Position };
            int pageSize = application.Options.PageSize;
            await foreach (SequencedItem read in
                ActiveRecordStrategyExtensions.ReadItemsAsync(Strategy, id, query, pageSize, cancellationToken))
            {
                entity = kind.Replay(entity, read);
                next = read.Position + 1;
                checkpoints.Note(entity);
                if (next == version - 1)
                {
                    before = GetState(kind, entity);
                }
            }

            return new StreamStep(item, before, entity is null ? null : GetState(kind, entity), Problem: null);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            // Whatever the application's code throws is what was asked for.
            return new StreamStep(
                item, before, null, $"There is no state at this version: behind version {next}, {ExceptionText.Describe(exception)}");
        }
    }

    private static JsonElement GetState(EventSourcedAttribute kind, IEventSourced entity) =>
        StateJson.Parse(kind.Description.GetState(entity));

    /// <summary>The newest state at or below a version that is kept here or in a snapshot; null if there is none.</summary>
    private async ValueTask<IEventSourced?> BeginAsync(
        Checkpoints checkpoints, Guid id, long version, CancellationToken cancellationToken)
    {
        IEventSourced? kept = checkpoints.Restore(version);
        if (version - (kept?.Version ?? 0) <= checkpoints.Distance)
        {
            return kept;
        }

        IEventSourced? stored = await RestoreSnapshotAsync(checkpoints.Kind, id, version, cancellationToken);
        return stored?.Version > (kept?.Version ?? 0) ? stored : kept;
    }

    private async ValueTask<IEventSourced?> RestoreSnapshotAsync(
        EventSourcedAttribute kind, Guid id, long version, CancellationToken cancellationToken)
    {
        if (application.Snapshots.Store is not { } store
            || kind.Description.State is not { SnapshotEvery: > 0, Fingerprint: var fingerprint })
        {
            return null;
        }

        try
        {
            return await store.FindAsync(id, fingerprint, version, cancellationToken) is { } snapshot
                && await Strategy.GetItemAsync(id, snapshot.Version - 1, cancellationToken) is { } last
                && SnapshotData.Read(snapshot.Data) is var state
                && SnapshotData.IsBehind(snapshot.Data, last)
                && kind.Restore(state) is var entity
                && entity.Id == id && entity.Version == snapshot.Version && entity.Version <= version
                ? entity
                : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nothing depends on a snapshot: the events say it all.
            return null;
        }
    }

    /// <summary>What is kept of a stream; what nobody has asked for longest gives way.</summary>
    private Checkpoints Find(EventSourcedAttribute kind, Guid id)
    {
        lock (_lock)
        {
            for (LinkedListNode<(Guid Id, Checkpoints Checkpoints)>? node = _streams.First; node is not null; node = node.Next)
            {
                if (node.Value.Id == id)
                {
                    _streams.Remove(node);
                    _streams.AddFirst(node);
                    return node.Value.Checkpoints;
                }
            }

            Checkpoints checkpoints = new(kind, MaxBytesOfStream);
            _streams.AddFirst((id, checkpoints));
            if (_streams.Count > MaxStreams)
            {
                _streams.RemoveLast();
            }

            return checkpoints;
        }
    }
}
