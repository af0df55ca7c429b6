using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>An open engine: one thread writes, and one lock keeps every two calls apart.</summary>
/// <remarks>
/// LiteDB 5.0.20 breaks under parallel reads (its page cache hands out recycled pages) and under parallel writes (rollbacks). Its log queue
/// runs in the task scheduler and synchronization context of whoever opens the engine and writes first; a thread of its own has neither.
/// </remarks>
internal sealed class LiteDbConnection : IDisposable, IAsyncDisposable
{
    private readonly EngineLock _engineLock = new();
    private readonly WriteQueue _queue = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly Thread _writer;
    private ILiteEngine? _engine;
    private volatile Exception? _failure;
    private volatile bool _disposed;

    private LiteDbConnection(string path)
    {
        _path = path;
        _writer = new Thread(WriteUntilClosed) { IsBackground = true, Name = "EsGen.LiteDB writer" };
    }

    public static LiteDbConnection Open(string path, Func<ILiteEngine> openEngine)
    {
        LiteDbConnection connection = new(path);
        connection._writer.UnsafeStart();
        try
        {
            WriteRequest opening = new(() => connection._engine = openEngine());
            connection._queue.Add(opening);
            opening.Wait();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(LiteDbDatastore));
        ThrowIfFailed();
    }

    public T Read<T>(Func<EventCollection, T> read)
    {
        ThrowIfUnusable();
        _engineLock.Enter();
        try
        {
            ThrowIfUnusable();
            return Call(read);
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
            ThrowIfUnusable();
            return Call(read);
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    public T Write<T>(Func<EventCollection, T> write)
    {
        T result = default!;
        WriteRequest request = new(() => result = CallLocked(write));
        _queue.Add(request);
        request.Wait();
        return result;
    }

    public async ValueTask<T> WriteAsync<T>(Func<EventCollection, T> write, CancellationToken cancellationToken)
    {
        T result = default!;
        WriteRequest request = new(() => result = CallLocked(write));
        await _queue.AddAsync(request, cancellationToken).ConfigureAwait(false);
        await request.WaitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    public void Dispose()
    {
        BeginDispose();
        _writer.Join();
    }

    public async ValueTask DisposeAsync()
    {
        BeginDispose();
        await _closed.Task.ConfigureAwait(false);
    }

    private void BeginDispose()
    {
        _disposed = true;
        _queue.Close();
    }

    private void WriteUntilClosed()
    {
        while (_queue.Take() is { } request)
        {
            request.Execute();
        }

        // Readers that got the lock before are done with the engine; later ones see that it is disposed.
        _engineLock.Enter();
        try
        {
            _engine?.Dispose();
        }
        catch (Exception)
        {
            // What it failed to copy from its log it copies when it is opened again; thrown from here it would end the process.
        }

        _engineLock.Exit();
        _closed.SetResult();
    }

    private T CallLocked<T>(Func<EventCollection, T> call)
    {
        _engineLock.Enter();
        try
        {
            return Call(call);
        }
        finally
        {
            _engineLock.Exit();
        }
    }

    /// <remarks>
    /// In normal operation LiteDB throws nothing, so whatever it throws may have closed it or left a transaction open, and its outcome is
    /// unknown. Only opening the file again tells.
    /// </remarks>
    private T Call<T>(Func<EventCollection, T> call)
    {
        ThrowIfFailed();
        try
        {
            return call(new EventCollection(_engine!));
        }
        catch (Exception exception) when (exception is not EventSourcingException)
        {
            _failure = exception;
            throw;
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new InvalidOperationException(
                $"The datastore '{_path}' has failed and takes no more calls; dispose it and open it again. {failure.Message}", failure);
        }
    }
}
