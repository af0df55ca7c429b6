using EsGen.LiteDB;

namespace EsGen.Tool.Stores;

/// <summary>An open store, with what a tool needs beside its contract.</summary>
/// <param name="name">What the user calls it.</param>
/// <param name="datastore">The store, which is disposed of with this.</param>
internal abstract class Store(string name, IDatastore datastore) : IVerifiedStore, IAsyncDisposable
{
    /// <summary>What the user calls it.</summary>
    public string Name { get; } = name;

    public IDatastore Datastore { get; } = datastore;

    public IActiveRecordStrategy Strategy => Datastore.ActiveRecordStrategy;

    public abstract Task<StoreFacts> GetFactsAsync(CancellationToken cancellationToken);

    public abstract Task<StoreHead> GetHeadAsync(CancellationToken cancellationToken);

    public virtual bool ComparesOrders => false;

    public Task VerifyAsync(CancellationToken cancellationToken) => Datastore.VerifyAsync(cancellationToken);

    public bool HasStopped(Exception exception) => exception is DatastoreFailedException;

    /// <summary>Appends notifications so that they keep their ids, in one commit.</summary>
    /// <exception cref="ToolException">Somebody else has appended meanwhile.</exception>
    public abstract Task AppendAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellationToken);

    /// <summary>Stores trackings, in place of those of their names, also where they go back.</summary>
    public abstract Task SetTrackingsAsync(IEnumerable<Tracking> trackings, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ISnapshotStore? Snapshots { get; }

    /// <summary>Deletes the snapshots of a sequence.</summary>
    public ValueTask DeleteSnapshotsAsync(Guid sequenceId, CancellationToken cancellationToken) =>
        Datastore.SnapshotStore!.DeleteAsync(sequenceId, cancellationToken);

    /// <summary>Deletes all snapshots.</summary>
    public abstract Task DeleteAllSnapshotsAsync(CancellationToken cancellationToken);

    /// <summary>The documents that there are, sorted by name.</summary>
    public abstract Task<IReadOnlyList<StoredReadModel>> FindReadModelsAsync(CancellationToken cancellationToken);

    /// <summary>Removes documents that <see cref="FindReadModelsAsync"/> has found.</summary>
    public void DropReadModel(ReadModelVersion version) => Datastore.ReadModelStore!.Drop(version);

    /// <summary>Reads the notifications behind one, up to another.</summary>
    /// <param name="after">The one before the first.</param>
    /// <param name="upTo">The last one.</param>
    /// <param name="progress">Is told of each when it has been dealt with; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IAsyncEnumerable<Notification> ReadAsync(long after, long upTo, IWorkProgress? progress, CancellationToken cancellationToken) =>
        NotificationPages.ReadAsync(Strategy, after, upTo, progress, cancellationToken);

    protected ToolException Refused(Notification first, Exception? cause = null) => ToolException.Impossible(
        $"{Name} doesn't take notification {first.Id} behind {first.Id - 1}: somebody else has appended to it meanwhile"
        + $"{(cause is null ? "." : $", or it can't keep it. {cause.Message}")}",
        cause);

    public virtual async ValueTask DisposeAsync() => await Datastore.DisposeAsync();
}
