using System.Diagnostics.CodeAnalysis;

namespace EsGen.LiteDB;

/// <summary>The requests that wait for the writer thread, in order; so many at most that a slow disk slows its callers down.</summary>
/// <remarks>Not a channel: half of its callers and the writer thread wait blocked, which a channel can't do.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle to free, and callers may still be waiting at it.")]
internal sealed class WriteQueue
{
    internal const int Capacity = 1024;

    private readonly SemaphoreSlim _room = new(Capacity);
    private readonly Queue<WriteRequest> _requests = new();
    private bool _closed;

    public void Add(WriteRequest request)
    {
        _room.Wait();
        Put(request);
    }

    public async ValueTask AddAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        Put(request);
    }

    /// <summary>Waits for the next request; null if none came in time. False once the queue is closed and empty.</summary>
    public bool TryTake(TimeSpan timeout, out WriteRequest? request)
    {
        lock (_requests)
        {
            while (!_requests.TryDequeue(out request))
            {
                if (_closed)
                {
                    return false;
                }

                if (!Monitor.Wait(_requests, timeout))
                {
                    return true;
                }
            }
        }

        _room.Release();
        return true;
    }

    /// <summary>The next request if there is one.</summary>
    public WriteRequest? TryTake()
    {
        lock (_requests)
        {
            if (!_requests.TryDequeue(out var request))
            {
                return null;
            }

            _room.Release();
            return request;
        }
    }

    /// <summary>Refuses further requests; those already in the queue stay.</summary>
    public void Close()
    {
        lock (_requests)
        {
            _closed = true;
            Monitor.PulseAll(_requests);
        }
    }

    private void Put(WriteRequest request)
    {
        lock (_requests)
        {
            if (!_closed)
            {
                _requests.Enqueue(request);
                Monitor.PulseAll(_requests);
                return;
            }
        }

        // Whoever waits for room behind this one must be refused too.
        _room.Release();
        throw ClosedStore.Refuse();
    }
}
