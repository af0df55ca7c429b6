namespace EsGen;

/// <content>Working as long as no other process has the policy, and standing by when one has.</content>
internal sealed partial class PolicyTask<T>
{
    private readonly WorkLease _workLease;

    public LeaseReport Report => new(_progress.Position, IsReady: true);

    public bool IsWaitedFor => _progress.IsWaitedFor;

    public void StandBy(LeaseReport report) => _progress.Set(report.Position);

    public void CarryOut(long request)
    {
        // Nobody asks anything of a policy.
    }

    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        _progress.TakeOver();

        // What another process has done since is read.
        await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        _parked = null;
        _batch.Release();
        while (true)
        {
            if (!await HandleNextAsync(cancellationToken).ConfigureAwait(false))
            {
                await Strategy.WaitForNotificationAsync(_position, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether to stand by for another time; else the runner has stopped.</returns>
    private async Task<bool> WorkWhileLeasedAsync(CancellationToken cancellationToken)
    {
        await _workLease.WorkAsync(this, _logger, cancellationToken).ConfigureAwait(false);
        lock (_commit)
        {
            return !_isEnded;
        }
    }
}
