using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>LiteDB's engine over two files of our own, so that a commit can be waited for and synced.</summary>
internal sealed class DurableEngine
{
    private readonly IBlockFile _data;
    private readonly IBlockFile _log;
    private readonly FirstFailure _failure;
    private readonly DataStream _dataStream;
    private readonly LogStream _logStream;
    private readonly LiteEngine _engine;

    private DurableEngine(
        IBlockFile data,
        IBlockFile log,
        FirstFailure failure,
        DataStream dataStream,
        LogStream logStream,
        LiteEngine engine,
        int recentLength)
    {
        _dataStream = dataStream;
        _data = data;
        _log = log;
        _failure = failure;
        _logStream = logStream;
        _engine = engine;
        Events = new EventCollection(new EventDocuments(engine), recentLength);
    }

    public EventCollection Events { get; }

    /// <summary>The database itself, for what isn't events.</summary>
    public ILiteEngine Database => _engine;

    public MetaDocument Meta => new(_engine);

    public Guid StoreId => _logStream.Stamp.StoreId;

    /// <summary>The format that the file had when it was opened; one that is only read keeps it.</summary>
    public int FormatFound { get; private init; } = FileStamp.Version;

    /// <summary>What went wrong with the files; null as long as nothing has.</summary>
    public Exception? Failure => _failure.Exception;

    /// <summary>Whether nothing but the header has got to the data file so far.</summary>
    public bool IsNew => _data.Length <= DataPage.Length;

    /// <summary>Whether one of the files has been deleted or replaced, so that what is written now is gone with the process.</summary>
    public bool IsDeleted => _data.IsDeleted || _log.IsDeleted;

    /// <exception cref="DatastoreInUseException">Somebody else has the files.</exception>
    /// <exception cref="InvalidDataException">The files are somebody else's, of another version, or don't belong together.</exception>
    /// <exception cref="StoreCorruptException">The files are damaged.</exception>
    /// <exception cref="DatastoreFailedException">They can't be read or written.</exception>
    public static DurableEngine Open(IStoreFiles files)
    {
        FirstFailure failure = new();
        IBlockFile? data = null;
        IBlockFile? log = null;
        try
        {
            data = files.OpenData();
            if (!files.LogExists && OpeningCheck.IsOpen(data))
            {
                throw new StoreCorruptException(
                    $"The file '{files.Name}' wasn't closed, so that its newest events are in its log; but {files.MissingLog}");
            }

            log = files.OpenLog();
            return Open(files, data, log, failure);
        }
        catch (Exception exception)
        {
            Abandon(data, log);
            if (failure.Exception is null && IsForCaller(exception))
            {
                throw;
            }

            // If something was wrong with the files that came first; the exception is what LiteDB, or a check, made of it.
            failure.RecordThrown(exception);
            throw WhenOpening(files.Name, failure);
        }
    }

    /// <summary>As <see cref="Open(IStoreFiles)"/>, of what can be made again from the events, and may be thrown away.</summary>
    /// <exception cref="InvalidOperationException">The files are a store of events, which must not be.</exception>
    public static DurableEngine OpenDerived(IStoreFiles files)
    {
        var engine = WithoutContext(() => Open(files));
        if (engine.Events.FindLastId() == 0)
        {
            return engine;
        }

        engine.Close(lastId: null);
        throw new InvalidOperationException(
            $"The file '{files.Name}' holds events, so that it is left as it is. Give read models and snapshots files of their own "
            + $"({nameof(LiteDbSettings.ReadModelPath)}, {nameof(LiteDbSettings.SnapshotPath)}).");
    }

    /// <summary>Stops writing to the files, because something unforeseen was thrown; returns what went wrong first.</summary>
    public FirstFailure Stop(Exception exception)
    {
        _failure.RecordThrown(exception);
        return _failure;
    }

    /// <summary>What to tell whoever opens the store.</summary>
    public static EventSourcingException WhenOpening(string store, FirstFailure failure) => failure.IsDamage
        ? StoreCorruptException.OfStore(store, failure.Exception!)
        : DatastoreFailedException.WhenOpening(store, failure.Exception!);

    /// <summary>Does something that is exactly one transaction of LiteDB, and waits until LiteDB has written it.</summary>
    public void Commit(Action<EventCollection> write)
    {
        var commits = _logStream.Commits;
        write(Events);
        _logStream.WaitForCommit(commits + 1);
    }

    /// <summary>As <see cref="Commit"/>, of what isn't events and can be made again, on the caller's thread.</summary>
    public void CommitUnsynced(Action<ILiteEngine> write) => WithoutContext(() =>
    {
        Commit(_ => write(_engine));
        return true;
    });

    /// <summary>Does something on the caller's thread, too, in any number of transactions, or none; nobody waits for them.</summary>
    public void Change(Action<ILiteEngine> change) => WithoutContext(() =>
    {
        change(_engine);
        return true;
    });

    /// <summary>Returns when all commits are on the medium.</summary>
    public void Sync() => _logStream.Sync();

    /// <summary>Copies the log to the data file, so that all that has been written is in there.</summary>
    public void Checkpoint() => _engine.Checkpoint();

    /// <summary>Reads some pages of the files and checks them; false if there are none so far behind.</summary>
    /// <exception cref="UnreadablePageException">One isn't what was written there.</exception>
    public bool TryVerifyPages(long first, int count) => _dataStream.TryVerify(first, count) | _logStream.TryVerify(first, count);

    /// <summary>
    /// Closes the files. After a failure, or if LiteDB can't copy its log, the log stays and is copied when they are opened again.
    /// </summary>
    /// <param name="lastId">The newest notification id, if it is known.</param>
    public void Close(long? lastId)
    {
        var isComplete = false;
        try
        {
            if (Failure is null)
            {
                if (lastId is { } head)
                {
                    Meta.SetHead(head, Events.Trackings.Writes);
                }

                _engine.Checkpoint();
            }

            _engine.Dispose();
            isComplete = Failure is null && _logStream.Length == 0;
            if (isComplete)
            {
                _dataStream.Mark(isOpen: false);
            }
        }
        catch (Exception exception)
        {
            _failure.Record(exception);
        }

        if (isComplete && Failure is null)
        {
            Delete(_log);
        }

        _log.Dispose();
        _data.Dispose();
    }

    private static DurableEngine Open(IStoreFiles files, IBlockFile dataFile, IBlockFile logFile, FirstFailure failure)
    {
        FailStopFile data = new(dataFile, failure);
        FailStopFile log = new(logFile, failure);
        var scan = LogScan.Read(log, OpeningCheck.StampOf(data));
        var stamp = OpeningCheck.Check(files.Name, files.MustExist, data, log, scan);

        // What a process left that ended is recovered as its opening: the files have no other number, and so belong together, until nothing
        // is in the log.
        var wasOpen = OpeningCheck.IsOpen(data);
        var format = data.Length == 0 ? FileStamp.Version : OpeningCheck.FormatOf(data);
        LogStream logStream = new(log, failure, stamp, wasOpen ? scan.Opening : NewOpening(), scan.Committed, files.ReservedFrames);
        DataStream dataStream = new(data, logStream, failure);
        log.Sync();
        ThrowIfFailed(failure);
        LiteEngine engine = new(new EngineSettings
        {
            DataStream = dataStream,
            LogStream = logStream,

            // Ordinal, because LiteDB's default collation depends on the culture of whoever created the file.
            Collation = new Collation("/Ordinal"),
        });
        try
        {
            // Copies what an interrupted process left in the log, and empties it.
            engine.Checkpoint();
            ThrowIfFailed(failure);
            OpeningCheck.ThrowIfTruncated(files.Name, data);
            if (wasOpen)
            {
                dataStream.Mark(isOpen: false);
                logStream.BeginOpening(NewOpening());
            }

            dataStream.Mark(isOpen: true);
            SetCheckpoint(engine, files.CheckpointPages);
            ThrowIfFailed(failure);
            return new DurableEngine(dataFile, logFile, failure, dataStream, logStream, engine, files.RecentLength)
            {
                FormatFound = format,
            };
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Does something on this thread, without its synchronization context and its scheduler of tasks.</summary>
    /// <remarks>
    /// LiteDB begins to write with the first page since it was opened, as a task of the scheduler that it finds then, and stays there: a
    /// window's thread would wait for itself. Which write is the first nobody knows here, so that it is the same for all.
    /// </remarks>
    private static T WithoutContext<T>(Func<T> function)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Task<T> task = new(function);
            task.RunSynchronously(TaskScheduler.Default);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static long NewOpening() => Random.Shared.NextInt64(1, long.MaxValue);

    private static void ThrowIfFailed(FirstFailure failure)
    {
        if (failure.Exception is { } exception)
        {
            throw exception;
        }
    }

    private static bool IsForCaller(Exception exception) =>
        exception is EventSourcingException or InvalidDataException
            or DirectoryNotFoundException or FileNotFoundException or UnauthorizedAccessException;

    private static void SetCheckpoint(LiteEngine engine, int checkpointPages)
    {
        if (engine.Pragma("CHECKPOINT") != checkpointPages)
        {
            engine.Pragma("CHECKPOINT", checkpointPages);
            engine.Checkpoint();
        }
    }

    /// <summary>Closes files that couldn't be opened as a store, and deletes those that were made in vain.</summary>
    private static void Abandon(IBlockFile? data, IBlockFile? log)
    {
        try
        {
            var isInVain = data is { IsNew: true, Length: 0 };
            if (log is { IsNew: true } && (isInVain || log.Length == 0))
            {
                Delete(log);
            }

            if (isInVain)
            {
                Delete(data!);
            }
        }
        catch (IOException)
        {
            // Then they stay.
        }

        log?.Dispose();
        data?.Dispose();
    }

    private static void Delete(IBlockFile file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A log that isn't needed does no harm.
        }
    }
}
