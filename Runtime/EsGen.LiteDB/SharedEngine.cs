namespace EsGen.LiteDB;

/// <summary>
/// A store's engine behind one lock, which keeps every two calls of LiteDB apart: those of readers, and those of the writer.
/// </summary>
/// <remarks>
/// LiteDB 5.0.20 breaks under parallel reads (its page cache hands out recycled pages) and under parallel writes (rollbacks).
/// </remarks>
/// <param name="store">The store's name.</param>
internal sealed class SharedEngine(string store)
{
    private readonly EngineLock _lock = new();
    private readonly NotificationSignal _signal = new();
    private DurableEngine? _engine;
    private volatile bool _isClosed;
    private bool _isSetUp;

    /// <summary>The newest item that readers see: the newest that is as durable as the settings demand.</summary>
    public long LastVisibleId => _engine!.Events.VisibleId;

    /// <summary>Which store it is.</summary>
    public Guid StoreId => _engine!.StoreId;

    /// <inheritdoc cref="DurableEngine.FormatFound"/>
    public int FormatFound => _engine!.FormatFound;

    /// <summary>What every append must be refused with, because a file was deleted or replaced; null normally.</summary>
    public DatastoreFailedException? Deletion => _engine!.IsDeleted ? DatastoreFailedException.OfDeletedFile(store) : null;

    public void Open(IStoreFiles files) => _engine = DurableEngine.Open(files);

    /// <summary>Creates what is missing in the database, and finds out where it goes on.</summary>
    public void SetUp()
    {
        try
        {
            Use(engine =>
            {
                engine.Meta.CreateOrCheck(store, engine.StoreId, engine.Events.FindLastId(), engine.IsNew);
                engine.Events.Load(engine.Meta.FindTrackingWrites(), () => Fold(engine));
                engine.Checkpoint();
                _isSetUp = true;
            });
        }
        catch (Exception exception) when (_engine?.Failure is not null || exception is not (EventSourcingException or InvalidDataException))
        {
            // Also what looks like damage, if it comes from something that couldn't be written.
            throw DurableEngine.WhenOpening(store, _engine!.Stop(exception));
        }
    }

    public void ThrowIfUnusable()
    {
        ClosedStore.ThrowIf(_isClosed);
        ThrowIfFailed();
    }

    public void ThrowIfFailed()
    {
        if (_engine?.Failure is { } failure)
        {
            throw new DatastoreFailedException(store, failure, isOutcomeUnknown: false);
        }
    }

    /// <summary>The notification id that is stored under a name and as durable as the settings demand; null if there is none.</summary>
    public long? GetTracking(string name)
    {
        ThrowIfUnusable();
        return _engine!.Events.FindVisibleTracking(name);
    }

    /// <summary>The newest notification that readers see, and the trackings as of then.</summary>
    public (long LastId, IReadOnlyList<Tracking> Trackings) TakeVisible()
    {
        ThrowIfUnusable();
        return _engine!.Events.TakeVisible();
    }

    public ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken) => _signal.WaitUntilAsync(
        () =>
        {
            ThrowIfUnusable();
            return LastVisibleId > after;
        },
        cancellationToken);

    /// <summary>Lets a reader have the engine to itself.</summary>
    /// <param name="sequenceId">The sequence that is read, if it is one, to be named if it turns out to be damaged.</param>
    /// <param name="read">What to do with the engine.</param>
    public T Read<T>(Guid? sequenceId, Func<DurableEngine, T> read)
    {
        ThrowIfUnusable();
        _lock.Enter();
        try
        {
            return ReadLocked(sequenceId, read);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>As reading otherwise, without blocking a thread on the lock.</summary>
    public async ValueTask<T> ReadAsync<T>(Guid? sequenceId, Func<DurableEngine, T> read, CancellationToken cancellationToken)
    {
        ThrowIfUnusable();
        await _lock.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return ReadLocked(sequenceId, read);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Lets the writer have the engine to itself.</summary>
    public void Use(Action<DurableEngine> use)
    {
        _lock.Enter();
        try
        {
            ThrowIfFailed();
            use(_engine!);
            ThrowIfFailed();
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Folds recent events if there are too many.</summary>
    public void FoldIfDue()
    {
        // One by one, so that readers get their turn.
        while (_engine!.Events.MustFold)
        {
            Use(Fold);
        }
    }

    /// <summary>Returns when all that was committed is on the medium, or has failed to get there.</summary>
    public void Sync() => _engine!.Sync();

    /// <summary>Lets readers see what was committed.</summary>
    public void ShowNewest()
    {
        _engine!.Events.ShowNewest();
        _signal.Set();
    }

    /// <summary>Tells those who wait for notifications that none will come, if so.</summary>
    public void WakeIfFailed()
    {
        if (_engine?.Failure is not null)
        {
            _signal.Set();
        }
    }

    /// <summary>Takes note that something unforeseen was thrown, after which nothing is certain; returns what to tell the caller.</summary>
    public EventSourcingException Stop(Exception exception, bool isOutcomeUnknown, Guid? sequenceId = null)
    {
        // If something was wrong with the files that came first; the exception is what LiteDB made of it.
        var failure = _engine!.Stop(exception);
        _signal.Set();
        return failure.IsDamage && !isOutcomeUnknown
            ? StoreCorruptException.OfStore(store, failure.Exception!, sequenceId)
            : new DatastoreFailedException(store, failure.Exception!, isOutcomeUnknown);
    }

    /// <summary>Refuses readers from now on; the writer goes on until it closes the engine.</summary>
    public void BeginClose()
    {
        _isClosed = true;
        _signal.Set();
    }

    /// <summary>Closes the engine, when the writer has done everything.</summary>
    public void Close()
    {
        // Readers that got the lock before are done with the engine; later ones see that it is closed.
        _lock.Enter();
        try
        {
            _engine?.Close(_isSetUp ? LastVisibleId : null);
        }
        finally
        {
            _lock.Exit();
        }
    }

    private static void Fold(DurableEngine engine) => engine.Commit(static events => events.Fold());

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
