using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>
/// The file of a store's snapshots, such as <c>example.snapshots.db</c>: what is in it can be made again from the events. So it is opened
/// when it is needed first, may be deleted at any time when it isn't open, and is made anew if it is damaged.
/// </summary>
/// <remarks>
/// Nothing in it is synced before it is closed. What a power failure leaves of it is consistent all the same: see <see cref="LogStream"/>.
/// </remarks>
internal sealed class SnapshotFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string? _path;
    private DurableEngine? _engine;
    private bool _isDisposed;

    private readonly bool _isReadOnly;

    private SnapshotFile(string? path, bool isReadOnly = false)
    {
        _path = path;
        _isReadOnly = isReadOnly;
    }

    public static SnapshotFile InMemory() => new(path: null);

    /// <param name="path">The full path.</param>
    public static SnapshotFile OnDisk(string path) => new(path);

    /// <param name="path">The full path of a file that is only looked at.</param>
    public static SnapshotFile ToRead(string path) => new(path, isReadOnly: true);

    /// <summary>Reads, if there is anything to be read.</summary>
    public T? Read<T>(Func<ILiteEngine, T?> read)
    {
        lock (_lock)
        {
            return _engine is null && !Exists() ? default : Use(engine => read(engine.Database));
        }
    }

    /// <summary>Does what is exactly one transaction of LiteDB that writes.</summary>
    public void Write(Action<ILiteEngine> write)
    {
        lock (_lock)
        {
            Use(engine =>
            {
                engine.CommitUnsynced(write);
                return true;
            });
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _engine?.Close(lastId: null);
            _engine = null;
        }
    }

    private bool Exists() => _path is not null && File.Exists(_path);

    private T Use<T>(Func<DurableEngine, T> use)
    {
        ClosedStore.ThrowIf(_isDisposed);
        DurableEngine engine = _engine ??= Open();
        try
        {
            T result = use(engine);
            return engine.Failure is { } failure ? throw failure : result;
        }
        catch (Exception exception)
        {
            // LiteDB may be in any state now. The next one opens the file again, or a new one.
            bool isDamaged = engine.Stop(exception).IsDamage;
            _engine = null;
            engine.Close(lastId: null);
            if (isDamaged)
            {
                Delete();
            }

            throw;
        }
    }

    private DurableEngine Open()
    {
        if (_path is null)
        {
            return DurableEngine.Open(new FilesInMemory());
        }

        if (_isReadOnly)
        {
            return DurableEngine.Open(new FilesToRead(_path));
        }

        try
        {
            return DurableEngine.OpenDerived(new FilesOnDisk(_path));
        }
        catch (StoreCorruptException)
        {
            Delete();
            return DurableEngine.OpenDerived(new FilesOnDisk(_path));
        }
    }

    private void Delete()
    {
        if (_path is not null && !_isReadOnly)
        {
            File.Delete(_path);
            File.Delete(StorePath.LogOf(_path));
        }
    }
}
