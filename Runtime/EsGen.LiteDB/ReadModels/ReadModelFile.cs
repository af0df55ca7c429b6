using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>
/// The file of the read models, beside the events' own. All in it can be made again: so commits aren't synced, and a file that can't be
/// read, or is of another version, is thrown away. After a failure the file is opened anew, whoever asks next.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="delete">Deletes them.</param>
internal sealed class ReadModelFile(IStoreFiles files, Action delete) : IDisposable
{
    private readonly Lock _lock = new();
    private DurableEngine? _engine;
    private string? _loss;
    private int _opening;
    private bool _isDisposed;

    public static ReadModelFile OnDisk(string path) => new(new FilesOnDisk(path), () => StorePath.Resolve(path).Delete());

    /// <summary>A file that is only looked at: what becomes of it here stays in memory.</summary>
    public static ReadModelFile ToRead(string path) => new(new FilesToRead(path), static () => throw new InvalidDataException(
        "The file of the read models can't be read. The application makes it again when it starts."));

    /// <summary>
    /// Opens the file, if it isn't open. What was read of it before counts only as long as the number stays.
    /// </summary>
    /// <returns>The number of this opening.</returns>
    /// <exception cref="DatastoreInUseException">Somebody else has the file.</exception>
    /// <exception cref="DatastoreFailedException">It can't be written.</exception>
    /// <exception cref="InvalidOperationException">It is a store of events.</exception>
    public int Open()
    {
        lock (_lock)
        {
            ClosedStore.ThrowIf(_isDisposed);
            if (_engine is null)
            {
                _engine = OpenEngine();
                _opening++;
            }

            return _opening;
        }
    }

    /// <summary>Reads from the database; one at a time.</summary>
    /// <exception cref="ObjectDisposedException">The file was opened anew since.</exception>
    /// <exception cref="DatastoreFailedException">The file can't be read or written.</exception>
    public T Read<T>(int opening, Func<ILiteEngine, T> read)
    {
        lock (_lock)
        {
            return Use(opening, engine => read(engine.Database));
        }
    }

    /// <summary>Does something that is exactly one transaction of LiteDB.</summary>
    /// <exception cref="ObjectDisposedException">The file was opened anew since.</exception>
    /// <exception cref="DatastoreFailedException">The file can't be written.</exception>
    public void Commit(int opening, Action<ILiteEngine> write) => Write(opening, engine => engine.CommitUnsynced(write));

    /// <summary>Removes something, in any number of transactions, or none if it isn't there.</summary>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public void Remove(int opening, Action<ILiteEngine> remove) => Write(opening, engine => engine.Change(remove));

    /// <summary>Throws all away and begins with an empty file.</summary>
    /// <param name="reason">What for: the end of a sentence.</param>
    /// <returns>The number of the new opening.</returns>
    public int Recreate(string reason)
    {
        lock (_lock)
        {
            _engine?.Close(lastId: null);
            _engine = null;
            ThrowAway(reason);
            return Open();
        }
    }

    /// <summary>The same, unless that has happened since.</summary>
    public void Recreate(int opening, string reason)
    {
        lock (_lock)
        {
            if (_engine is not null && opening == _opening)
            {
                Recreate(reason);
            }
        }
    }

    /// <summary>Why files were thrown away since the last call; null if none was.</summary>
    public string? TakeLoss()
    {
        lock (_lock)
        {
            var loss = _loss;
            _loss = null;
            return loss;
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

    private void Write(int opening, Action<DurableEngine> write)
    {
        lock (_lock)
        {
            Use(opening, engine =>
            {
                write(engine);
                return true;
            });
        }
    }

    private T Use<T>(int opening, Func<DurableEngine, T> use)
    {
        ClosedStore.ThrowIf(_isDisposed);
        if (_engine is not { } engine || opening != _opening)
        {
            throw Lost();
        }

        try
        {
            var result = use(engine);
            return engine.Failure is { } failure ? throw failure : result;
        }
        catch (Exception exception)
        {
            // LiteDB may be in any state now. Whoever asks next has the file opened again, or a new one.
            var first = engine.Stop(exception);
            var cause = first.Exception!;
            _engine = null;
            engine.Close(lastId: null);
            if (!first.IsDamage)
            {
                throw DatastoreFailedException.OfReadModels(files.Name, cause);
            }

            ThrowAway(cause.Message);
            throw Lost();
        }
    }

    private DurableEngine OpenEngine()
    {
        try
        {
            return DurableEngine.OpenDerived(files);
        }
        catch (Exception exception) when (exception is StoreCorruptException or InvalidDataException)
        {
            ThrowAway(exception.Message);
            return DurableEngine.OpenDerived(files);
        }
    }

    private void ThrowAway(string reason)
    {
        _loss = reason;
        delete();
    }

    private ObjectDisposedException Lost() => new(
        nameof(IReadModelDocuments),
        $"The file of the read models, '{files.Name}', was opened anew, so that what was read of it before counts no more.");
}
