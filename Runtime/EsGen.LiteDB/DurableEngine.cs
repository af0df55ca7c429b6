using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>LiteDB's engine over two files of our own, so that a commit can be waited for and synced.</summary>
internal sealed class DurableEngine
{
    private readonly IStoreFiles _files;
    private readonly IBlockFile _data;
    private readonly IBlockFile _log;
    private readonly FirstFailure _failure;
    private readonly DataStream _dataStream;
    private readonly LogStream _logStream;
    private readonly LiteEngine _engine;

    private DurableEngine(
        IStoreFiles files,
        IBlockFile data,
        IBlockFile log,
        FirstFailure failure,
        DataStream dataStream,
        LogStream logStream,
        LiteEngine engine)
    {
        _dataStream = dataStream;
        _files = files;
        _data = data;
        _log = log;
        _failure = failure;
        _logStream = logStream;
        _engine = engine;
        Events = new EventCollection(new EventDocuments(engine), files.RecentLength);
    }

    public EventCollection Events { get; }

    public MetaDocument Meta => new(_engine);

    public Guid StoreId => _logStream.Stamp.StoreId;

    /// <summary>What went wrong with the files; null as long as nothing has.</summary>
    public Exception? Failure => _failure.Exception;

    /// <exception cref="DatastoreInUseException">Somebody else has the files.</exception>
    /// <exception cref="InvalidDataException">The files are somebody else's, of another version, or don't belong together.</exception>
    /// <exception cref="StoreCorruptException">The files are damaged.</exception>
    public static DurableEngine Open(IStoreFiles files)
    {
        FirstFailure failure = new();
        var data = files.OpenData();
        IBlockFile? log = null;
        try
        {
            if (!files.LogExists && OpeningCheck.IsOpen(data))
            {
                throw new StoreCorruptException(
                    $"The file '{files.Name}' wasn't closed, so that its newest events are in its log; but there is no log.");
            }

            log = files.OpenLog();
            return Open(files, data, log, failure);
        }
        catch (Exception exception)
        {
            Abandon(files, data, log);
            if (exception is EventSourcingException or InvalidDataException)
            {
                throw;
            }

            // If something was wrong with the files that came first; the exception is what LiteDB made of it.
            var cause = failure.Exception ?? exception;
            throw cause is UnreadablePageException { InnerException: null }
                ? new StoreCorruptException($"The store '{files.Name}' is damaged: {cause.Message}", innerException: cause)
                : new DatastoreFailedException(files.Name, cause, isOutcomeUnknown: false);
        }
    }

    /// <summary>Stops writing to the files, because something unforeseen was thrown; returns what went wrong first.</summary>
    public Exception Stop(Exception exception)
    {
        _failure.Record(exception);
        return _failure.Exception!;
    }

    /// <summary>Does something that is exactly one transaction of LiteDB, and waits until LiteDB has written it.</summary>
    public void Commit(Action<EventCollection> write)
    {
        var commits = _logStream.Commits;
        write(Events);
        _logStream.WaitForCommit(commits + 1);
    }

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
                    Meta.SetHead(head);
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

        _log.Dispose();
        if (isComplete && Failure is null)
        {
            DeleteLog(_files);
        }

        _data.Dispose();
    }

    private static DurableEngine Open(IStoreFiles files, IBlockFile dataFile, IBlockFile logFile, FirstFailure failure)
    {
        FailStopFile data = new(dataFile, failure);
        FailStopFile log = new(logFile, failure);
        var scan = LogScan.Read(log, OpeningCheck.StampOf(data));
        LogStream logStream = new(log, failure, OpeningCheck.Check(files.Name, data, log, scan), scan.Committed, files.ReservedFrames);
        DataStream dataStream = new(data, logStream, failure);
        log.Sync();
        LiteEngine engine = new(new EngineSettings
        {
            DataStream = dataStream,
            LogStream = logStream,

            // Ordinal, because LiteDB's default collation depends on the culture of whoever created the file.
            Collation = new Collation("/Ordinal"),
        });
        try
        {
            Recover(engine, files.CheckpointPages);
            OpeningCheck.ThrowIfTruncated(files.Name, data);
            dataStream.Mark(isOpen: true);
            return failure.Exception is { } exception
                ? throw exception
                : new DurableEngine(files, dataFile, logFile, failure, dataStream, logStream, engine);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Copies what an interrupted process left in the log, and empties it.</summary>
    private static void Recover(LiteEngine engine, int checkpointPages)
    {
        engine.Checkpoint();
        if (engine.Pragma("CHECKPOINT") != checkpointPages)
        {
            engine.Pragma("CHECKPOINT", checkpointPages);
            engine.Checkpoint();
        }
    }

    /// <summary>Closes files that couldn't be opened as a store, and deletes the log if it was made in vain.</summary>
    private static void Abandon(IStoreFiles files, IBlockFile data, IBlockFile? log)
    {
        var isLogNeeded = true;
        try
        {
            isLogNeeded = log is null || log.Length > 0 || OpeningCheck.IsOpen(data);
        }
        catch (IOException)
        {
            // Then it stays.
        }

        log?.Dispose();
        if (!isLogNeeded)
        {
            DeleteLog(files);
        }

        data.Dispose();
    }

    private static void DeleteLog(IStoreFiles files)
    {
        try
        {
            files.DeleteLog();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty log does no harm.
        }
    }
}
