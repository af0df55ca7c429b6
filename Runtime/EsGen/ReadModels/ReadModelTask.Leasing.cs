namespace EsGen;

/// <content>Working as long as no other process has the read model, and standing by when one has.</content>
internal sealed partial class ReadModelTask<T>
{
    private readonly WorkLease _lease;
    private CancellationToken _stopping;
    private volatile bool _isReady;
    private int _carriesOut;
    private long _carriedOut;

    // Others read how far the documents are with them.
    public LeaseReport Report => new(0, _isReady);

    public bool IsWaitedFor => _progress.IsWaitedFor;

    public void StandBy(LeaseReport report) => _progress.StandBy(report.IsReady);

    public void CarryOut(long request)
    {
        if (request > Volatile.Read(ref _carriedOut) && Interlocked.Exchange(ref _carriesOut, 1) == 0)
        {
            _ = Task.Run(() => CarryOutAsync(request), CancellationToken.None);
        }
    }

    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        _progress.TakeOver();
        _progress.Owner = this;
        _notified = null;
        await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _batch.Release();
        }

        _isReady = true;
        _opened.TrySetResult();
        while (true)
        {
            if (!await HandleBatchAsync(cancellationToken).ConfigureAwait(false))
            {
                await WaitForMoreAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether to stand by for another time; else the runner has stopped.</returns>
    private async Task<bool> WorkWhileLeasedAsync(CancellationToken cancellationToken)
    {
        await _lease.WorkAsync(this, _logger, cancellationToken).ConfigureAwait(false);
        lock (_commit)
        {
            if (_isEnded)
            {
                return false;
            }
        }

        _isReady = false;
        _progress.Owner = null;
        _progress.TakeOver();
        return true;
    }

    /// <returns>Whether another process has made the documents again.</returns>
    private async Task<bool> RequestRebuildAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lease.RequestAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception)
        {
            throw new ReadModelStoppedException(Name, exception);
        }
    }

    private async Task CarryOutAsync(long request)
    {
        try
        {
            string? failure = null;
            try
            {
                await RebuildAsync(_stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested && _lease.IsHeld)
            {
                failure = exception.GetType().FullName;
            }

            await _lease.AnswerAsync(request, failure, _stopping).ConfigureAwait(false);
            Volatile.Write(ref _carriedOut, request);
        }
        catch (Exception)
        {
            // It is carried out by whoever has the work next.
        }
        finally
        {
            Volatile.Write(ref _carriesOut, 0);
        }
    }
}
