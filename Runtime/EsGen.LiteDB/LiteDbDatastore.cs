using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>A datastore in a LiteDB file or in memory: embedded, one process, nothing to install.</summary>
/// <remarks>
/// <para>Safe for concurrent use. Appends take effect one after another; one that returned is seen by every read begun afterwards.</para>
/// <para>
/// If LiteDB fails unexpectedly, on a full disk for example, the call concerned throws what LiteDB threw, and every later call throws
/// <see cref="InvalidOperationException"/>: whether that last append was stored is then known only after opening the file again.
/// </para>
/// </remarks>
public sealed class LiteDbDatastore : IDatastore, IAsyncDisposable
{
    private const string InMemory = ":memory:";

    private readonly Lock _setup = new();
    private readonly string _path;
    private readonly Func<ILiteEngine> _openEngine;
    private LiteDbConnection? _connection;
    private LiteDbActiveRecordStrategy? _strategy;
    private bool _disposed;

    /// <summary>Creates a datastore that is not yet connected; <see cref="Open(LiteDbSettings)"/> does all in one.</summary>
    /// <param name="settings">Where the data is.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    public LiteDbDatastore(LiteDbSettings settings)
        : this(settings, openEngine: null)
    {
    }

    internal LiteDbDatastore(LiteDbSettings settings, Func<ILiteEngine>? openEngine)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Path, nameof(settings));

        // Resolved at once: a later change of the current directory must not move the database.
        _path = settings.Path == InMemory ? InMemory : Path.GetFullPath(settings.Path);
        _openEngine = openEngine ?? OpenEngine;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public IActiveRecordStrategy ActiveRecordStrategy
    {
        get
        {
            lock (_setup)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _strategy ?? throw new InvalidOperationException(
                    $"The datastore isn't set up. Call {nameof(SetupConnection)} and {nameof(SetupTables)}, or {nameof(Open)} for both.");
            }
        }
    }

    /// <summary>Opens a datastore, connected and with its tables.</summary>
    /// <param name="pathOrMemory">The path of the database file, created if there is none; or <c>:memory:</c>.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory of the path doesn't exist.</exception>
    /// <exception cref="InvalidDataException">The file exists and isn't a LiteDB database; it is left as it is.</exception>
    public static LiteDbDatastore Open(string pathOrMemory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pathOrMemory);
        return Open(new LiteDbSettings { Path = pathOrMemory });
    }

    /// <summary>Opens a datastore, connected and with its tables.</summary>
    /// <param name="settings">Where the data is.</param>
    /// <exception cref="ArgumentException">The path is null, empty or blank.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory of the path doesn't exist.</exception>
    /// <exception cref="InvalidDataException">The file exists and isn't a LiteDB database; it is left as it is.</exception>
    public static LiteDbDatastore Open(LiteDbSettings settings)
    {
        LiteDbDatastore datastore = new(settings);
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

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">The directory of the path doesn't exist.</exception>
    /// <exception cref="InvalidDataException">The file exists and isn't a LiteDB database; it is left as it is.</exception>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupConnection()
    {
        lock (_setup)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _connection ??= LiteDbConnection.Open(_path, _openEngine);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The datastore has been disposed.</exception>
    public void SetupTables()
    {
        lock (_setup)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is null)
            {
                throw new InvalidOperationException(
                    $"The datastore isn't connected. Call {nameof(SetupConnection)} first, or {nameof(Open)} for both.");
            }

            _strategy ??= LiteDbActiveRecordStrategy.Create(_connection);
        }
    }

    /// <summary>Refuses further calls, finishes the appends that wait and closes the database. A second call does nothing more.</summary>
    public void Dispose() => BeginDispose()?.Dispose();

    /// <summary>As <see cref="Dispose"/>, without blocking a thread.</summary>
    public ValueTask DisposeAsync() => BeginDispose()?.DisposeAsync() ?? ValueTask.CompletedTask;

    private LiteDbConnection? BeginDispose()
    {
        lock (_setup)
        {
            _disposed = true;
            return _connection;
        }
    }

    private LiteEngine OpenEngine()
    {
        if (_path != InMemory)
        {
            DatabaseFile.ThrowIfNotOpenable(_path);
        }

        // Ordinal, because LiteDB's default collation depends on the culture of whoever created the file.
        return new LiteEngine(new EngineSettings { Filename = _path, Collation = new Collation("/Ordinal") });
    }
}
