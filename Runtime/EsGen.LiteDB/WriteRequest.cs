using System.Runtime.ExceptionServices;

namespace EsGen.LiteDB;

/// <summary>A piece of work for the writer thread, for whose end its owner waits: blocked or not.</summary>
internal sealed class WriteRequest(Action work)
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

    /// <summary>Does the work, unless it has been withdrawn. The writer thread calls this and must survive whatever it throws.</summary>
    public void Execute()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Queued) != Queued)
        {
            return;
        }

        try
        {
            work();
            End(failure: null);
        }
        catch (Exception exception)
        {
            End(exception);
        }
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

    /// <summary>Waits for the end; a cancellation that comes before the writer thread has taken the request withdraws it.</summary>
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

    private void End(Exception? failure)
    {
        lock (_gate)
        {
            _failure = failure;
            _ended = true;
            Monitor.PulseAll(_gate);
        }

        _end.SetResult(failure);
    }
}
