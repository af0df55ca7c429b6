using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>A task's right to its work, which one process at a time has; without a store of leases this process has it always.</summary>
/// <param name="store">The leases; null where one process alone can have the store open.</param>
/// <param name="name">The name of the lease.</param>
/// <param name="options">For how long it is taken.</param>
[SuppressMessage("Design", "CA1001", Justification = "What is held is disposed of when the work is over.")]
internal sealed class WorkLease(ILeaseStore? store, string name, RunnerOptions options)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private volatile HeldLease? _held;

    // Boxed, because it is read while another thread writes it.
    private volatile object _seen = default(Lease);

    /// <summary>Whether other processes may have the work.</summary>
    public bool IsShared => store is not null;

    public bool IsHeld => _held is { IsLost: false };

    /// <exception cref="LeaseLostException">Another process may have the work.</exception>
    public void ThrowIfLost()
    {
        if (!IsHeld)
        {
            throw new LeaseLostException(name);
        }
    }

    /// <summary>Extends it no more.</summary>
    public void Abandon() => _held?.Abandon();

    /// <summary>Waits until the work is this task's, and has it done until it goes on later, here or elsewhere.</summary>
    /// <param name="work">The task.</param>
    /// <param name="logger">Is told why it goes on later.</param>
    /// <param name="cancellationToken">Ends the waiting, and the work.</param>
    public async Task WorkAsync(ILeasedWork work, ILogger logger, CancellationToken cancellationToken)
    {
        HeldLease held = await TakeAsync(work, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            try
            {
                await work.WorkAsync(held.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsPassing(exception, held))
            {
                RunnerLog.StandsBy(logger, work.Name, exception);
            }
        }
    }

    /// <summary>Asks whoever has the work to make the documents again, and waits for that.</summary>
    /// <returns>Whether it is done; if not, the work has become this task's.</returns>
    /// <exception cref="InvalidOperationException">It couldn't be done.</exception>
    public async Task<bool> RequestAsync(CancellationToken cancellationToken)
    {
        long request = await store!.RequestAsync(name, cancellationToken).ConfigureAwait(false);
        while (!IsHeld)
        {
            if (_seen is Lease seen && seen.Answered >= request)
            {
                return seen.Failure is null
                    ? true
                    : throw new InvalidOperationException($"The process that makes the documents failed: {seen.Failure}");
            }

            await Task.Delay(s_tick, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Says that requests are carried out.</summary>
    public async Task AnswerAsync(long request, string? failure, CancellationToken cancellationToken) =>
        await store!.AnswerAsync(name, request, failure, cancellationToken).ConfigureAwait(false);

    private async Task<HeldLease> TakeAsync(ILeasedWork work, CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return _held = new HeldLease(cancellationToken);
        }

        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                Lease lease = await store.TakeAsync(name, epoch: 0, default, options.LeaseTime, cancellationToken).ConfigureAwait(false);
                _seen = lease;
                if (lease.IsMine)
                {
                    return _held = new HeldLease(store, name, lease, start, options.LeaseTime, work, cancellationToken);
                }

                work.StandBy(lease.Report);
            }
            catch (StoreUnavailableException)
            {
                // Whoever waits hears of it from the store; the work goes on when that is there again.
            }

            TimeSpan pause = options.LeaseTime / 4 < s_longestPause ? options.LeaseTime / 4 : s_longestPause;
            do
            {
                await Task.Delay(s_tick, cancellationToken).ConfigureAwait(false);
            }
            while (!work.IsWaitedFor && Stopwatch.GetElapsedTime(start) < pause);
        }
    }

    /// <summary>Whether an exception means that the work goes on later, here or elsewhere, instead of standing.</summary>
    private bool IsPassing(Exception exception, HeldLease held) =>
        IsShared && (held.IsLost || IsOfStore(exception) || (exception.InnerException is { } inner && IsOfStore(inner)));

    private static bool IsOfStore(Exception exception) => exception is LeaseLostException or StoreUnavailableException;
}
