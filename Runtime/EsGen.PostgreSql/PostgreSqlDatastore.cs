using Npgsql;

namespace EsGen.PostgreSql;

/// <summary>A datastore in a schema of a PostgreSQL database, for any number of processes at once.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Notification ids are without a gap, in the order of the commits, over all processes.</para>
/// <para>
/// If the server is away for a while, calls go on when it is there again (<see cref="PostgreSqlSettings.ReconnectTime"/>). An append whose
/// answer got lost is looked up before its caller hears of it.
/// </para>
/// </remarks>
public sealed class PostgreSqlDatastore : IDatastore
{
    private readonly PostgreSqlSettings _settings;
    private readonly ServerRetry _server;
    private readonly bool _ownsDataSource;

    // Which of all processes that use the store this is.
    private readonly Guid _owner = Guid.NewGuid();
    private readonly Lock _gate = new();
    private bool _isConnected;
    private volatile PostgreSqlActiveRecordStrategy? _strategy;
    private volatile bool _isDisposed;

    /// <summary>Creates a datastore that is not yet connected; <see cref="Open(PostgreSqlSettings)"/> does all in one.</summary>
    /// <param name="settings">The database and the schema in it.</param>
    /// <exception cref="ArgumentException">A setting is wrong: the message says which.</exception>
    public PostgreSqlDatastore(PostgreSqlSettings settings)
        : this(settings, ownsDataSource: false)
    {
    }

    private PostgreSqlDatastore(PostgreSqlSettings settings, bool ownsDataSource)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.ThrowIfInvalid();
        _settings = settings;
        _ownsDataSource = ownsDataSource;
        _server = new ServerRetry(settings);
        ReadModelStore = new PostgreSqlReadModelStore(settings, _server);
        LeaseStore = new PostgreSqlLeaseStore(settings, _server, _owner);
        SnapshotStore = new PostgreSqlSnapshotStore(settings, _server);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public IActiveRecordStrategy ActiveRecordStrategy
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _strategy ?? throw new InvalidOperationException(
                $"The datastore isn't set up. Call {nameof(SetupConnection)} and {nameof(SetupTables)}, or {nameof(Open)} for both.");
        }
    }

    /// <summary>The documents of read models: in tables of their own beside the events.</summary>
    public IReadModelStore? ReadModelStore { get; }

    /// <summary>Lets one process at a time work on a read model or policy.</summary>
    public ILeaseStore? LeaseStore { get; }

    /// <summary>Where snapshots are kept: in a table beside the events.</summary>
    public ISnapshotStore? SnapshotStore { get; }

    /// <summary>Opens a datastore in the schema <c>esgen</c>, connected and with its tables.</summary>
    /// <param name="connectionString">The database, as Npgsql has it. It is in no message, log or trace.</param>
    /// <exception cref="ArgumentException">The connection string is null, empty, blank or malformed.</exception>
    /// <exception cref="DatastoreUnavailableException">The server couldn't be reached.</exception>
    /// <exception cref="InvalidDataException">The tables are of a newer build, or not there and not to be made.</exception>
    public static PostgreSqlDatastore Open(string connectionString) => SetUp(Create(connectionString));

    /// <summary>Opens a datastore, connected and with its tables.</summary>
    /// <param name="settings">The database and the schema in it.</param>
    /// <exception cref="ArgumentException">A setting is wrong: the message says which.</exception>
    /// <exception cref="DatastoreUnavailableException">The server couldn't be reached.</exception>
    /// <exception cref="InvalidDataException">The tables are of a newer build, or not there and not to be made.</exception>
    public static PostgreSqlDatastore Open(PostgreSqlSettings settings) => SetUp(new PostgreSqlDatastore(settings));

    /// <summary>As <see cref="Open(string)"/>, without blocking a thread.</summary>
    /// <param name="connectionString">The database, as Npgsql has it. It is in no message, log or trace.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    public static Task<PostgreSqlDatastore> OpenAsync(string connectionString, CancellationToken cancellationToken = default) =>
        SetUpAsync(Create(connectionString), cancellationToken);

    /// <summary>As <see cref="Open(PostgreSqlSettings)"/>, without blocking a thread.</summary>
    /// <param name="settings">The database and the schema in it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="Open(PostgreSqlSettings)" path="/exception"/>
    public static Task<PostgreSqlDatastore> OpenAsync(PostgreSqlSettings settings, CancellationToken cancellationToken = default) =>
        SetUpAsync(new PostgreSqlDatastore(settings), cancellationToken);

    /// <summary>
    /// The SQL that <see cref="SetupTables"/> runs where there are no tables, with the grants of the roles that the settings name.
    /// </summary>
    public string GetScript() => SchemaScript.Of(_settings);

    /// <summary>Checks that the server can be reached. A second call does nothing.</summary>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    /// <exception cref="DatastoreUnavailableException">The server couldn't be reached.</exception>
    public void SetupConnection() => SetUpConnection(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>As <see cref="SetupConnection"/>, without blocking a thread.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="SetupConnection" path="/exception"/>
    public ValueTask SetupConnectionAsync(CancellationToken cancellationToken = default) =>
        new(SetUpConnection(isAsynchronous: true, cancellationToken));

    /// <summary>
    /// Makes the tables where there are none, unless <see cref="PostgreSqlSettings.SetsUpTables"/> says not to, and checks their format.
    /// Many processes may do so at once. A second call does nothing.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    /// <exception cref="InvalidOperationException"><see cref="SetupConnection"/> has not been called.</exception>
    /// <exception cref="DatastoreUnavailableException">The server couldn't be reached.</exception>
    /// <exception cref="InvalidDataException">The tables are of a newer build, or not there and not to be made.</exception>
    public void SetupTables() => SetUpTables(isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>As <see cref="SetupTables"/>, without blocking a thread.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="SetupTables" path="/exception"/>
    public ValueTask SetupTablesAsync(CancellationToken cancellationToken = default) =>
        new(SetUpTables(isAsynchronous: true, cancellationToken));

    /// <summary>Refuses further calls and finishes the appends that wait. A second call does nothing more.</summary>
    public void Dispose()
    {
        if (Close())
        {
            _strategy?.Dispose();
            if (_ownsDataSource)
            {
                _settings.DataSource.Dispose();
            }
        }
    }

    /// <summary>As <see cref="Dispose"/>, without blocking a thread.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Close())
        {
            if (_strategy is { } strategy)
            {
                await Task.Run(strategy.Dispose).ConfigureAwait(false);
            }

            if (_ownsDataSource)
            {
                await _settings.DataSource.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static PostgreSqlDatastore Create(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        NpgsqlDataSourceBuilder builder = new(connectionString)
        {
            // Else metrics would be named after host, user and database.
            Name = "EsGen",
        };
        return new PostgreSqlDatastore(new PostgreSqlSettings { DataSource = builder.Build() }, ownsDataSource: true);
    }

    private static PostgreSqlDatastore SetUp(PostgreSqlDatastore datastore)
    {
        try
        {
            datastore.SetupConnection();
            datastore.SetupTables();
            return datastore;
        }
        catch
        {
            datastore.Dispose();
            throw;
        }
    }

    private static async Task<PostgreSqlDatastore> SetUpAsync(PostgreSqlDatastore datastore, CancellationToken cancellationToken)
    {
        try
        {
            await datastore.SetupConnectionAsync(cancellationToken).ConfigureAwait(false);
            await datastore.SetupTablesAsync(cancellationToken).ConfigureAwait(false);
            return datastore;
        }
        catch
        {
            await datastore.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether it wasn't closed before.</summary>
    private bool Close()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return false;
            }

            _isDisposed = true;
            _server.Close();
            return true;
        }
    }

    private async Task SetUpConnection(bool isAsynchronous, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _server.Execute(isAsynchronous, "select 1", [], cancellationToken).ConfigureAwait(false);
        _isConnected = true;
    }

    private async Task SetUpTables(bool isAsynchronous, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isConnected)
        {
            throw new InvalidOperationException(
                $"The datastore isn't connected. Call {nameof(SetupConnection)} first, or {nameof(Open)} for both.");
        }

        if (_strategy is not null)
        {
            return;
        }

        StoreTables tables = new(_settings, _server);
        await tables.Ensure(isAsynchronous, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _strategy ??= new PostgreSqlActiveRecordStrategy(_settings, _server, _owner);
        }
    }
}
