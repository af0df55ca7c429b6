using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>LiteDB's engine over two files of our own, so that a commit can be waited for and synced.</summary>
internal sealed class DurableEngine
{
    // Copying the log to the data file in portions of 80 MB costs a third of doing it in those of 8 MB, LiteDB's default.
    private const int CheckpointPages = 10_000;

    private readonly IStoreFiles _files;
    private readonly IBlockFile _data;
    private readonly IBlockFile _log;
    private readonly FirstFailure _failure;
    private readonly LogStream _logStream;
    private readonly LiteEngine _engine;

    private DurableEngine(IStoreFiles files, IBlockFile data, IBlockFile log, FirstFailure failure, LogStream logStream, LiteEngine engine)
    {
        _files = files;
        _data = data;
        _log = log;
        _failure = failure;
        _logStream = logStream;
        _engine = engine;
    }

    /// <summary>The events as the writer sees them.</summary>
    public EventCollection Events => VisibleEvents(long.MaxValue);

    /// <summary>What went wrong with the files; null as long as nothing has.</summary>
    public Exception? Failure => _failure.Exception;

    public static DurableEngine Open(IStoreFiles files)
    {
        var data = files.OpenData();
        try
        {
            var log = files.OpenLog();
            try
            {
                return Open(files, data, log);
            }
            catch
            {
                var isEmpty = log.Length == 0;
                log.Dispose();
                if (isEmpty)
                {
                    files.DeleteLog();
                }

                throw;
            }
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>The events up to a notification id.</summary>
    public EventCollection VisibleEvents(long lastId) => new(_engine, lastId);

    /// <summary>Does something that ends in exactly one transaction of LiteDB that changes something, and waits until LiteDB has written it.</summary>
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

    /// <summary>Closes the files. After a failure, and if LiteDB can't copy its log, the log stays and is copied when they are opened again.</summary>
    public void Close()
    {
        try
        {
            if (Failure is null)
            {
                _engine.Checkpoint();
            }

            _engine.Dispose();
        }
        catch (Exception exception)
        {
            _failure.Record(exception);
        }

        var isDone = Failure is null && _logStream.Length == 0;
        _log.Dispose();
        if (isDone)
        {
            _files.DeleteLog();
        }

        _data.Dispose();
    }

    private static DurableEngine Open(IStoreFiles files, IBlockFile dataFile, IBlockFile logFile)
    {
        FirstFailure failure = new();
        FailStopFile data = new(dataFile, failure);
        FailStopFile log = new(logFile, failure);
        LiteEngine? engine = null;
        try
        {
            var scan = LogScan.Read(log);
            LogStream logStream = new(log, OpeningCheck.Check(files.Name, data, log, scan), scan.Committed);
            engine = new LiteEngine(new EngineSettings
            {
                DataStream = new DataStream(data, logStream, failure),
                LogStream = logStream,

                // Ordinal, because LiteDB's default collation depends on the culture of whoever created the file.
                Collation = new Collation("/Ordinal"),
            });
            Recover(engine);
            OpeningCheck.ThrowIfTruncated(files.Name, data);
            return failure.Exception is { } exception
                ? throw exception
                : new DurableEngine(files, dataFile, logFile, failure, logStream, engine);
        }
        catch (Exception exception)
        {
            engine?.Dispose();
            if (exception is EventSourcingException or InvalidDataException)
            {
                throw;
            }

            throw Failed(files.Name, failure.Exception ?? exception);
        }
    }

    /// <summary>Copies what an interrupted process left in the log, and empties it.</summary>
    private static void Recover(LiteEngine engine)
    {
        engine.Checkpoint();
        if (engine.Pragma("CHECKPOINT") != CheckpointPages)
        {
            engine.Pragma("CHECKPOINT", CheckpointPages);
            engine.Checkpoint();
        }
    }

    private static EventSourcingException Failed(string store, Exception cause) =>
        cause is UnreadablePageException { InnerException: null }
            ? new StoreCorruptException($"The store '{store}' is damaged: {cause.Message}", innerException: cause)
            : new DatastoreFailedException(store, cause, isOutcomeUnknown: false);
}
