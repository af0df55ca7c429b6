using System.Runtime.ExceptionServices;

namespace EsGen.LiteDB;

/// <summary>Something for the writer thread to do, for whose end its owner waits: blocked or not.</summary>
internal abstract class WriteRequest
{
    private const int Queued = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly object _gate = new();

    // The failure is its result, not its fault: nobody looks at this task when the owner waits blocked.
    private readonly TaskCompletionSource<Exception?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Queued;
    private Exception? _failure;
    private bool _ended;

    /// <summary>Whether the writer may begin with it; from then on it can't be cancelled. False: it has been.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Taken, Queued) == Queued;

    /// <summary>Ends what <see cref="TryBegin"/> began.</summary>
    public void End(Exception? failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _ended = true;
            Monitor.PulseAll(_gate);
        }

        _end.SetResult(failure);
    }

    public void Wait()
    {
        lock (_gate)
        {
            while (!_ended)
            {
                Monitor.Wait(_gate);
            }
        }

        ThrowIfFailed(_failure);
    }

    /// <summary>Waits for the end; a cancellation that comes before the writer has begun withdraws the request.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static (state, token) => ((WriteRequest)state!).Withdraw(token), this))
        {
            ThrowIfFailed(await _end.Task.ConfigureAwait(false));
        }
    }

    private static void ThrowIfFailed(Exception? failure)
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued)
        {
            End(new OperationCanceledException(cancellationToken));
        }
    }
}
