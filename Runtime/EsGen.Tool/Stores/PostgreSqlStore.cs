using EsGen.PostgreSql;
using Npgsql;

namespace EsGen.Tool.Stores;

/// <summary>A store in a schema of a PostgreSQL database.</summary>
internal sealed class PostgreSqlStore : Store
{
    private static readonly TimeSpan s_reconnectTime = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly StoreMaintenance _maintenance;

    private PostgreSqlStore(string name, PostgreSqlDatastore datastore, NpgsqlDataSource source, StoreMaintenance maintenance)
        : base(name, datastore)
    {
        _source = source;
        _maintenance = maintenance;
    }

    public static async Task<Store> OpenAsync(
        string name, string connectionString, string schema, StoreAccess access, CancellationToken cancellationToken)
    {
        NpgsqlDataSource source = CreateSource(name, connectionString);
        try
        {
            PostgreSqlSettings settings = new()
            {
                DataSource = source,
                Schema = schema,
                SetsUpTables = access == StoreAccess.Create,
                ReconnectTime = s_reconnectTime,
            };
            PostgreSqlDatastore datastore = await PostgreSqlDatastore.OpenAsync(settings, cancellationToken);
            return new PostgreSqlStore(name, datastore, source, new StoreMaintenance(settings));
        }
        catch (Exception exception)
        {
            await source.DisposeAsync();
            if (exception is InvalidDataException && access != StoreAccess.Create)
            {
                throw ToolException.Impossible(
                    $"There is no store of this build's format in the schema '{schema}' of {name}: {exception.Message}", exception);
            }

            throw exception is PostgresException or DatastoreUnavailableException
                ? ToolException.Impossible($"The database of {name} can't be used: {exception.Message}", exception)
                : System.Runtime.ExceptionServices.ExceptionDispatchInfo.SetCurrentStackTrace(exception);
        }
    }

    public override async Task<StoreFacts> GetFactsAsync(CancellationToken cancellationToken)
    {
        (Guid storeId, int format, long size) = await _maintenance.DescribeAsync(cancellationToken);
        return new StoreFacts(format, storeId, size, OldestUnfolded: null);
    }

    public override async Task<StoreHead> GetHeadAsync(CancellationToken cancellationToken)
    {
        (long lastId, IReadOnlyList<Tracking> trackings) = await _maintenance.GetHeadAsync(cancellationToken);
        return new StoreHead(lastId, trackings);
    }

    public override Task AppendAsync(IReadOnlyList<Notification> notifications, CancellationToken cancellationToken) =>
        AppendAsync(notifications[0], notifications, [], cancellationToken);

    public override Task SetTrackingsAsync(IEnumerable<Tracking> trackings, CancellationToken cancellationToken) =>
        _maintenance.SetTrackingsAsync([.. trackings], cancellationToken);

    public override ISnapshotStore? Snapshots => Datastore.SnapshotStore;

    public override Task DeleteAllSnapshotsAsync(CancellationToken cancellationToken) =>
        _maintenance.DeleteSnapshotsAsync(cancellationToken);

    public override async Task<IReadOnlyList<StoredReadModel>> FindReadModelsAsync(CancellationToken cancellationToken) =>
    [
        .. (await _maintenance.FindReadModelsAsync(cancellationToken)).Select(
            static model => new StoredReadModel(model.Version, model.State)),
    ];

    /// <summary>Fills the store in one transaction, if it is empty.</summary>
    public Task ImportAsync(
        IEnumerable<Notification> notifications, IReadOnlyList<Tracking> trackings, CancellationToken cancellationToken) =>
        AppendAsync(new Notification(1, default), notifications, trackings, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _source.DisposeAsync();
    }

    private async Task AppendAsync(
        Notification first, IEnumerable<Notification> notifications, IReadOnlyList<Tracking> trackings, CancellationToken cancellationToken)
    {
        try
        {
            if (!await _maintenance.TryAppendAsync(first.Id - 1, notifications, trackings, cancellationToken))
            {
                throw Refused(first);
            }
        }
        catch (Exception exception) when (exception is PostgresException or ArgumentException)
        {
            throw Refused(first, exception);
        }
    }

    private static NpgsqlDataSource CreateSource(string name, string connectionString)
    {
        try
        {
            NpgsqlDataSourceBuilder builder = new(connectionString) { Name = "esgen" };
            return builder.Build();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException
            or NotSupportedException)
        {
            // Without the exception's message, which may quote a part of it.
            throw ToolException.Impossible($"What {name} names is no connection string of PostgreSQL that can be used.");
        }
    }
}
