namespace EsGen.LiteDB;

/// <summary>An open database: one thread writes, and one lock keeps every two calls of LiteDB apart.</summary>
/// <remarks>
/// LiteDB 5.0.20 breaks under parallel reads (its page cache hands out recycled pages) and under parallel writes (rollbacks).
/// </remarks>
internal sealed class LiteDbConnection : IDisposable, IAsyncDisposable
{
    private readonly EngineLock _engineLock = new();
    private readonly string _store;
    private readonly Writer _writer;
    private DurableEngine? _engine;
    private Exception? _failure;
    private volatile bool _disposed;
    private long _lastVisibleId;

    private LiteDbConnection(string store, Durability durability)
    {
        _store = store;
        _writer = Writer.Start(this, durability);
    }

    /// <summary>The newest item that readers see: the newest that is as durable as the settings demand.</summary>
    public long LastVisibleId
    {
        get => Volatile.Read(ref _lastVisibleId);
        set => Volatile.Write(ref _lastVisibleId, value);
    }

    private Exception? Failure => Volatile.Read(ref _failure) ?? _engine?.Failure;

    public static LiteDbConnection Open(IStoreFiles files, Durability durability)
    {
        LiteDbConnection connection = new(files.Name, durability);
        try
        {
            connection._writer.Do(() => connection._engine = DurableEngine.Open(files));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Creates what is missing in the database, and finds out where it goes on.</summary>
    public void SetUp() => _writer.Do(() => Use(engine =>
    {
        engine.Events.EnsureCreated();
        engine.Checkpoint();
        LastVisibleId = engine.Events.LastId();
        _writer.SetLastId(LastVisibleId);
    }));

    public void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(LiteDbDatastore));
        ThrowIfFailed();
    }

    public void ThrowIfFailed()
    {
        if (Failure is { } failure)
        {
            throw new DatastoreFailedException(_store, failure, isOutcomeUnknown: false);
        }
    }

    public void Append(SequencedItem[] items) => _writer.Append(items);

    public ValueTask AppendAsync(SequencedItem[] items, CancellationToken cancellationToken) => _writer.AppendAsync(items, cancellationToken);

    public T Read<T>(Func<EventCollection, T> read)
    {
        ThrowIfUnusable();
        _engineLock.Enter();
        try
        {
            return ReadLocked(read);
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    public async ValueTask<T> ReadAsync<T>(Func<EventCollection, T> read, CancellationToken cancellationToken)
    {
        ThrowIfUnusable();
        await _engineLock.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return ReadLocked(read);
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    /// <summary>For the writer: has the engine to itself meanwhile.</summary>
    public void Use(Action<DurableEngine> use)
    {
        _engineLock.Enter();
        try
        {
            ThrowIfFailed();
            use(_engine!);
            ThrowIfFailed();
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    /// <summary>For the writer: returns when all that was committed is on the medium, or has failed to get there.</summary>
    public void Sync() => _engine!.Sync();

    /// <summary>Takes note that something unforeseen was thrown, after which nothing is certain; returns what to tell the caller.</summary>
    public EventSourcingException Stop(Exception exception, bool isOutcomeUnknown)
    {
        // What went wrong with the files came first; the exception is what LiteDB made of it.
        var cause = Failure ?? exception;
        Interlocked.CompareExchange(ref _failure, cause, null);
        return new DatastoreFailedException(_store, cause, isOutcomeUnknown);
    }

    /// <summary>For the writer, at its end.</summary>
    public void CloseEngine()
    {
        // Readers that got the lock before are done with the engine; later ones see that it is disposed.
        _engineLock.Enter();
        _engine?.Close();
        _engineLock.Exit();
    }

    public void Dispose()
    {
        BeginDispose();
        _writer.Ended.GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        BeginDispose();
        await _writer.Ended.ConfigureAwait(false);
    }

    private void BeginDispose()
    {
        _disposed = true;
        _writer.Close();
    }

    /// <remarks>
    /// In normal operation LiteDB throws nothing, so whatever it throws may have closed it or left a transaction open. Only opening the file
    /// again mends that.
    /// </remarks>
    private T ReadLocked<T>(Func<EventCollection, T> read)
    {
        ThrowIfUnusable();
        try
        {
            return read(_engine!.VisibleEvents(LastVisibleId));
        }
        catch (Exception exception) when (exception is not EventSourcingException)
        {
            throw Stop(exception, isOutcomeUnknown: false);
        }
    }
}
