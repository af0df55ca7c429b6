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
    private volatile bool _disposed;
    private bool _isSetUp;

    private LiteDbConnection(string store, Durability durability)
    {
        _store = store;
        _writer = Writer.Start(this, durability);
    }

    /// <summary>The newest item that readers see: the newest that is as durable as the settings demand.</summary>
    public long LastVisibleId => _engine!.Events.VisibleId;

    /// <summary>What every append must be refused with, because a file was deleted or replaced; null normally.</summary>
    public DatastoreFailedException? Deletion => _engine!.IsDeleted ? DatastoreFailedException.OfDeletedFile(_store) : null;

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
    public void SetUp() => _writer.Do(() =>
    {
        try
        {
            Use(SetUp);
        }
        catch (Exception exception) when (_engine?.Failure is not null || exception is not (EventSourcingException or InvalidDataException))
        {
            // Also what looks like damage, if it comes from something that couldn't be written.
            throw DurableEngine.WhenOpening(_store, _engine!.Stop(exception));
        }
    });

    public void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(LiteDbDatastore));
        ThrowIfFailed();
    }

    public void ThrowIfFailed()
    {
        if (_engine?.Failure is { } failure)
        {
            throw new DatastoreFailedException(_store, failure, isOutcomeUnknown: false);
        }
    }

    public void Append(SequencedItem[] items) => _writer.Append(items);

    public ValueTask AppendAsync(SequencedItem[] items, CancellationToken cancellationToken) =>
        _writer.AppendAsync(items, cancellationToken);

    /// <param name="sequenceId">The sequence that is read, if it is one, to be named if it turns out to be damaged.</param>
    /// <param name="read">What to do with the events.</param>
    public T Read<T>(Guid? sequenceId, Func<EventCollection, T> read) =>
        Read(sequenceId, (DurableEngine engine) => read(engine.Events));

    /// <summary>As reading otherwise, without blocking a thread on the lock.</summary>
    public async ValueTask<T> ReadAsync<T>(Guid? sequenceId, Func<EventCollection, T> read, CancellationToken cancellationToken)
    {
        ThrowIfUnusable();
        await _engineLock.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return ReadLocked(sequenceId, engine => read(engine.Events));
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    public SequencedItem Unpack(PackedEvent packed) => _engine!.Events.Unpack(packed);

    /// <summary>Reads all pages of the files and checks them, some at a time.</summary>
    /// <exception cref="StoreCorruptException">One isn't what was written there.</exception>
    public void VerifyPages()
    {
        const int Pages = 1000;
        var next = 0L;
        while (Read(sequenceId: null, (DurableEngine engine) => engine.TryVerifyPages(next, Pages)))
        {
            next += Pages;
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

    /// <summary>For the writer: lets readers see what it has committed.</summary>
    public void ShowNewest() => _engine!.Events.ShowNewest();

    /// <summary>For the writer: folds recent events if there are too many.</summary>
    public void FoldIfDue()
    {
        // One by one, so that readers get their turn.
        while (_engine!.Events.MustFold)
        {
            Use(Fold);
        }
    }

    /// <summary>For the writer: returns when all that was committed is on the medium, or has failed to get there.</summary>
    public void Sync() => _engine!.Sync();

    /// <summary>Takes note that something unforeseen was thrown, after which nothing is certain; returns what to tell the caller.</summary>
    public EventSourcingException Stop(Exception exception, bool isOutcomeUnknown, Guid? sequenceId = null)
    {
        // If something was wrong with the files that came first; the exception is what LiteDB made of it.
        var failure = _engine!.Stop(exception);
        return failure.IsDamage && !isOutcomeUnknown
            ? StoreCorruptException.OfStore(_store, failure.Exception!, sequenceId)
            : new DatastoreFailedException(_store, failure.Exception!, isOutcomeUnknown);
    }

    /// <summary>For the writer, at its end.</summary>
    public void CloseEngine()
    {
        // Readers that got the lock before are done with the engine; later ones see that it is disposed.
        _engineLock.Enter();
        try
        {
            _engine?.Close(_isSetUp ? LastVisibleId : null);
        }
        finally
        {
            _engineLock.Exit();
        }
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

    private static void Fold(DurableEngine engine) => engine.Commit(static events => events.Fold());

    private void SetUp(DurableEngine engine)
    {
        engine.Meta.CreateOrCheck(_store, engine.StoreId, engine.Events.FindLastId(), engine.IsNew);
        engine.Events.Load(() => Fold(engine));
        engine.Checkpoint();
        _isSetUp = true;
    }

    private void BeginDispose()
    {
        _disposed = true;
        _writer.Close();
    }

    private T Read<T>(Guid? sequenceId, Func<DurableEngine, T> read)
    {
        ThrowIfUnusable();
        _engineLock.Enter();
        try
        {
            return ReadLocked(sequenceId, read);
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    /// <remarks>
    /// In normal operation LiteDB throws nothing, so whatever it throws may have closed it or left a transaction open. Only opening the
    /// file again mends that.
    /// </remarks>
    private T ReadLocked<T>(Guid? sequenceId, Func<DurableEngine, T> read)
    {
        ThrowIfUnusable();
        try
        {
            return read(_engine!);
        }
        catch (Exception exception) when (exception is not EventSourcingException)
        {
            throw Stop(exception, isOutcomeUnknown: false, sequenceId);
        }
    }
}
