namespace EsGen;

/// <summary>Wakes those who wait for notifications of a store, without anybody looking again and again; for authors of stores.</summary>
/// <remarks>Safe for concurrent use. It costs an append nothing as long as nobody waits.</remarks>
public sealed class NotificationSignal
{
    private TaskCompletionSource? _next;
    private int _waiting;

    /// <summary>Whether anybody waits.</summary>
    internal bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    /// <summary>Lets all who wait look again: after notifications have become visible, and when the store closes or fails.</summary>
    public void Set() => Interlocked.Exchange(ref _next, null)?.SetResult();

    /// <summary>Waits until something is so, which is looked at now and after each <see cref="Set"/>.</summary>
    /// <param name="isReached">What is waited for; what it throws ends the waiting.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async ValueTask WaitUntilAsync(Func<bool> isReached, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(isReached);
        cancellationToken.ThrowIfCancellationRequested();
        if (isReached())
        {
            return;
        }

        Interlocked.Increment(ref _waiting);
        try
        {
            do
            {
                // Joined before looking once more, so that nothing can come in between unseen.
                Task next = Join();
                if (isReached())
                {
                    return;
                }

                await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            while (!isReached());
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private Task Join()
    {
        if (Volatile.Read(ref _next) is { } others)
        {
            return others.Task;
        }

        TaskCompletionSource own = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _next, own, null) ?? own).Task;
    }
}
