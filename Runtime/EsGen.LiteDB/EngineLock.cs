namespace EsGen.LiteDB;

/// <summary>A lock that is passed on in the order of arrival, to blocked and to awaiting callers alike.</summary>
/// <remarks>
/// A single semaphore lets whoever is running go before those that wait: under a few busy readers an append waited for a second and more.
/// </remarks>
internal sealed class EngineLock
{
    private readonly LinkedList<SemaphoreSlim> _line = new();
    private bool _taken;

    public void Enter() => JoinLine()?.Wait();

    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (JoinLine() is not { } turn)
        {
            return;
        }

        try
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LeaveLine(turn);
            throw;
        }
    }

    public void Exit()
    {
        lock (_line)
        {
            if (_line.First is { } next)
            {
                _line.RemoveFirst();
                next.Value.Release();
            }
            else
            {
                _taken = false;
            }
        }
    }

    /// <summary>Null if the lock was free and now is the caller's; otherwise what to wait for.</summary>
    private SemaphoreSlim? JoinLine()
    {
        lock (_line)
        {
            if (!_taken)
            {
                _taken = true;
                return null;
            }

            SemaphoreSlim turn = new(0, 1);
            _line.AddLast(turn);
            return turn;
        }
    }

    private void LeaveLine(SemaphoreSlim turn)
    {
        lock (_line)
        {
            if (_line.Remove(turn))
            {
                return;
            }
        }

        // Its turn came together with the cancellation.
        Exit();
    }
}
