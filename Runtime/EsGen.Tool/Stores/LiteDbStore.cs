using EsGen.LiteDB;

namespace EsGen.Tool.Stores;

/// <summary>A store in a LiteDB file.</summary>
internal sealed class LiteDbStore : Store
{
    private readonly LiteDbDatastore _datastore;
    private readonly SnapshotsToRead? _snapshots;

    private LiteDbStore(string path, LiteDbDatastore datastore)
        : base(path, datastore)
    {
        _datastore = datastore;
        _snapshots = SnapshotsToRead.Find(path);
    }

    public static async Task<Store> OpenAsync(string path, StoreAccess access, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw ToolException.Impossible($"'{path}' is a directory, no store.");
        }

        if (access != StoreAccess.Create && !File.Exists(path))
        {
            throw ToolException.Impossible($"There is no file '{Path.GetFullPath(path)}'.");
        }

        try
        {
            LiteDbSettings settings = new()
            {
                Path = path,
                ReadOnly = access == StoreAccess.Read,
                MustExist = access != StoreAccess.Create,

                // What a power failure takes of a copy is copied again; closing syncs.
                Durability = access == StoreAccess.Create ? Durability.OsBuffered : Durability.Fsync,
            };
            return new LiteDbStore(path, await LiteDbDatastore.OpenAsync(settings, cancellationToken));
        }
        catch (DatastoreInUseException exception)
        {
            string holders = string.Join(", ", FileHolders.Find(exception.Path).DefaultIfEmpty("another process"));
            throw ToolException.Impossible(
                $"'{path}' is in use by {holders}. A LiteDB file has one owner: end that first, or have it write a copy with "
                + $"{nameof(LiteDbDatastore)}.{nameof(LiteDbDatastore.Backup)}, and look at the copy.",
                exception);
        }
    }

    public override async Task<StoreFacts> GetFactsAsync(CancellationToken cancellationToken) => await Task.Run(
        () =>
        {
            (Guid storeId, int format, long? oldestUnfolded) = StoreMaintenance.Describe(_datastore);
            return new StoreFacts(format, storeId, GetSize(Name), oldestUnfolded);
        },
        cancellationToken);

    public override Task<StoreHead> GetHeadAsync(CancellationToken cancellationToken)
    {
        (long lastId, IReadOnlyList<Tracking> trackings) = StoreMaintenance.GetHead(_datastore);
        return Task.FromResult(new StoreHead(lastId, [.. trackings.OrderBy(static tracking => tracking.Name, StringComparer.Ordinal)]));
    }

    public override async Task AppendAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellationToken)
    {
        long lastId;
        try
        {
            lastId = await Strategy.AppendAsync([.. notifications.Select(static notification => notification.Item)], cancellationToken);
        }
        catch (Exception exception) when (exception is ConcurrencyException or ArgumentException)
        {
            throw Refused(notifications[0], exception);
        }

        if (lastId != notifications[^1].Id)
        {
            throw Refused(notifications[0]);
        }
    }

    public override Task SetTrackingsAsync(IEnumerable<Tracking> trackings, CancellationToken cancellationToken)
    {
        foreach (Tracking tracking in trackings)
        {
            StoreMaintenance.SetTracking(_datastore, tracking);
        }

        return Task.CompletedTask;
    }

    public override ISnapshotStore? Snapshots => _snapshots?.Store;

    public override Task DeleteAllSnapshotsAsync(CancellationToken cancellationToken)
    {
        // The store is ours meanwhile, and nobody has asked it for a snapshot yet.
        StorePath.Resolve(StorePath.SnapshotsOf(Name)).Delete();
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<StoredReadModel>> FindReadModelsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredReadModel>>(
            [.. StoreMaintenance.FindReadModels(Name).Select(static model => new StoredReadModel(model.Version, model.State))]);

    public override async ValueTask DisposeAsync()
    {
        _snapshots?.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>A LiteDB store compares them itself.</summary>
    public override bool ComparesOrders => true;

    /// <summary>The bytes of a store's file and of its log.</summary>
    public static long GetSize(string path)
    {
        StorePath files = StorePath.Resolve(Path.GetFullPath(path));
        return new[] { files.Data, files.Log }
            .Select(static name => new FileInfo(name))
            .Where(static file => file.Exists)
            .Sum(static file => file.Length);
    }
}
