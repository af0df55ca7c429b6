using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>
/// The file of the read models, beside the events' own. All in it can be made again: so commits aren't synced, and a file that can't be read,
/// or is of another version, is thrown away.
/// </summary>
internal sealed class ReadModelFile : IDisposable
{
    private readonly Lock _engineLock = new();
    private readonly string _path;
    private DurableEngine _engine;
    private bool _isClosed;

    /// <exception cref="DatastoreInUseException">Somebody else has the file.</exception>
    /// <exception cref="DatastoreFailedException">It can't be written.</exception>
    /// <exception cref="InvalidOperationException">It is a store of events.</exception>
    public ReadModelFile(string path)
    {
        _path = path;
        _engine = Open();
    }

    /// <summary>Does something with the database; one at a time.</summary>
    /// <exception cref="DatastoreFailedException">The file can't be read or written.</exception>
    public T Read<T>(Func<ILiteEngine, T> read)
    {
        lock (_engineLock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(LiteDbDatastore));
            var result = read(_engine.Database);
            ThrowIfFailed();
            return result;
        }
    }

    /// <summary>Does something that is exactly one transaction of LiteDB.</summary>
    /// <exception cref="DatastoreFailedException">The file can't be written.</exception>
    public void Commit(Action<ILiteEngine> write)
    {
        lock (_engineLock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(LiteDbDatastore));
            _engine.CommitUnsynced(write);
            ThrowIfFailed();
        }
    }

    /// <summary>Throws all away and begins with an empty file.</summary>
    public void Recreate()
    {
        lock (_engineLock)
        {
            _engine.Close(lastId: null);
            Delete();
            _engine = Open();
        }
    }

    public void Dispose()
    {
        lock (_engineLock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _engine.Close(lastId: null);
            }
        }
    }

    private DurableEngine Open()
    {
        FilesOnDisk files = new(_path);
        try
        {
            return DurableEngine.OpenDerived(files);
        }
        catch (Exception exception) when (exception is StoreCorruptException or InvalidDataException or DatastoreFailedException)
        {
            Delete();
            return DurableEngine.OpenDerived(files);
        }
    }

    private void Delete()
    {
        var path = StorePath.Resolve(_path);
        File.Delete(path.Data);
        File.Delete(path.Log);
    }

    private void ThrowIfFailed()
    {
        if (_engine.Failure is { } failure)
        {
            throw new DatastoreFailedException(_path, failure, isOutcomeUnknown: true);
        }
    }
}
