namespace EsGen.LiteDB;

/// <summary>An open database: one thread writes, and one lock keeps every two calls of LiteDB apart.</summary>
/// <remarks>
/// LiteDB 5.0.20 breaks under parallel reads (its page cache hands out recycled pages) and under parallel writes (rollbacks).
/// </remarks>
internal sealed class LiteDbConnection : IDisposable, IAsyncDisposable
{
    private readonly EngineLock _engineLock = new();
    private readonly NotificationSignal _signal = new();
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

    /// <summary>Which store it is.</summary>
    public Guid StoreId => _engine!.StoreId;

    /// <inheritdoc cref="DurableEngine.FormatFound"/>
    public int FormatFound => _engine!.FormatFound;

    /// <summary>What every append must be refused with, because a file was deleted or replaced; null normally.</summary>
    public DatastoreFailedException? Deletion => _engine!.IsDeleted ? DatastoreFailedException.OfDeletedFile(_store) : null;

    /// <param name="files">The files.</param>
    /// <param name="durability">What an append that has returned survives.</param>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    public static async Task<LiteDbConnection> Open(
        IStoreFiles files, Durability durability, bool isAsynchronous, CancellationToken cancellationToken)
    {
        LiteDbConnection connection = new(files.Name, durability);
        try
        {
            await connection._writer.Do(() => connection._engine = DurableEngine.Open(files), isAsynchronous, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            if (isAsynchronous)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                connection.Dispose();
            }

            throw;
        }
    }

    /// <summary>Creates what is missing in the database, and finds out where it goes on.</summary>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    public Task SetUp(bool isAsynchronous, CancellationToken cancellationToken) => _writer.Do(SetUpOnWriter, isAsynchronous, cancellationToken);

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

    public long Append(AppendRequest request) => _writer.Append(request);

    public ValueTask<long> AppendAsync(AppendRequest request, CancellationToken cancellationToken) =>
        _writer.AppendAsync(request, cancellationToken);

    /// <summary>The notification id that is stored under a name and as durable as the settings demand; null if there is none.</summary>
    public long? GetTracking(string name)
    {
        ThrowIfUnusable();
        return _engine!.Events.FindVisibleTracking(name);
    }

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken) => _signal.WaitUntilAsync(
        () =>
        {
            ThrowIfUnusable();
            return LastVisibleId > after;
        },
        cancellationToken);

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

    /// <summary>The newest notification that readers see, and the trackings as of then.</summary>
    public (long LastId, IReadOnlyList<Tracking> Trackings) TakeVisible()
    {
        ThrowIfUnusable();
        return _engine!.Events.TakeVisible();
    }

    /// <summary>Reads all pages of the files and checks them, some at a time.</summary>
    /// <exception cref="StoreCorruptException">One isn't what was written there.</exception>
    public void VerifyPages(CancellationToken cancellationToken)
    {
        const int Pages = 1000;
        var next = 0L;
        while (Read(sequenceId: null, (DurableEngine engine) => engine.TryVerifyPages(next, Pages)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            next += Pages;
        }
    }

    /// <summary>Compares the trackings with those in the file.</summary>
    /// <exception cref="StoreCorruptException">They aren't the same.</exception>
    public void VerifyTrackings() => Read(sequenceId: null, static (EventCollection events) =>
    {
        events.VerifyTrackings();
        return true;
    });

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
    public void ShowNewest()
    {
        _engine!.Events.ShowNewest();
        _signal.Set();
    }

    /// <summary>For the writer: tells those who wait for notifications that none will come, if so.</summary>
    public void WakeIfFailed()
    {
        if (_engine?.Failure is not null)
        {
            _signal.Set();
        }
    }

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
        _signal.Set();
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

    private void SetUpOnWriter()
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
    }

    private void SetUp(DurableEngine engine)
    {
        engine.Meta.CreateOrCheck(_store, engine.StoreId, engine.Events.FindLastId(), engine.IsNew);
        engine.Events.Load(engine.Meta.FindTrackingWrites(), () => Fold(engine));
        engine.Checkpoint();
        _isSetUp = true;
    }

    private void BeginDispose()
    {
        _disposed = true;
        _signal.Set();
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
