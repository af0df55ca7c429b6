namespace EsGen.PostgreSql;

/// <summary>Items and a tracking to store, all or nothing, and somebody who waits for the outcome.</summary>
internal sealed class AppendRequest(SequencedItem[] items, Tracking? tracking)
{
    private const int Queued = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<long> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state = Queued;

    public SequencedItem[] Items { get; } = items;

    public Tracking? Tracking { get; } = tracking;

    /// <summary>About how many bytes there are to send.</summary>
    public long Length { get; } = items.Sum(static item => (long)item.Data.Length + item.Metadata.Length + item.Topic.Length + 64);

    /// <summary>Whether the writer may begin with it; from then on it can't be cancelled. False: it has been.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Taken, Queued) == Queued;

    /// <summary>It is stored.</summary>
    /// <param name="lastId">The notification id of its last item; 0 without items.</param>
    public void Succeed(long lastId) => _outcome.TrySetResult(lastId);

    public void Fail(Exception exception) => _outcome.TrySetException(exception);

    public long Wait() => _outcome.Task.GetAwaiter().GetResult();

    /// <summary>Waits for the outcome; a cancellation that comes before the writer has begun withdraws the request.</summary>
    public async ValueTask<long> WaitAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static (state, token) => ((AppendRequest)state!).Withdraw(token), this))
        {
            return await _outcome.Task.ConfigureAwait(false);
        }
    }

    private void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued)
        {
            _outcome.TrySetCanceled(cancellationToken);
        }
    }
}
