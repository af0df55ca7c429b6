using System.Diagnostics;

namespace EsGen;

/// <summary>A lease that this process has: extended in the background until it is disposed of, or lost.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    /// <summary>How often others hear of progress at most.</summary>
    private static readonly TimeSpan s_reportInterval = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _end = new();
    private readonly ILeaseStore? _store;
    private readonly string _name = "";
    private readonly long _epoch;
    private readonly TimeSpan _time;
    private readonly Task _keeping = Task.CompletedTask;
    private long _extended;
    private volatile bool _isLost;

    /// <summary>One that nobody else can have.</summary>
    public HeldLease(CancellationToken cancellationToken) => _work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <param name="store">The leases.</param>
    /// <param name="name">The lease's name.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="start">When it was asked for.</param>
    /// <param name="time">For how long it is taken each time.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public HeldLease(
        ILeaseStore store, string name, Lease lease, long start, TimeSpan time, ILeasedWork work, CancellationToken cancellationToken)
        : this(cancellationToken)
    {
        _store = store;
        _name = name;
        _epoch = lease.Epoch;
        _time = time;
        _extended = start;
        _keeping = Task.Run(() => KeepAsync(work, lease), CancellationToken.None);
    }

    /// <summary>Cancelled when the work has to end: the lease is lost, or the runner stops.</summary>
    public CancellationToken Token => _work.Token;

    /// <summary>Whether another process may have it: it was told so, or couldn't extend it in time, also because it was frozen.</summary>
    public bool IsLost => _isLost || (_store is not null && Stopwatch.GetElapsedTime(Volatile.Read(ref _extended)) > _time);

    /// <summary>Extends it no more; what was begun isn't stored once it has run out.</summary>
    public void Abandon()
    {
        try
        {
            _end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is given back already.
        }
    }

    /// <summary>Gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        if (_store is not null && !_isLost)
        {
            try
            {
                using CancellationTokenSource limit = new(_time);
                await _store.ReleaseAsync(_name, _epoch, limit.Token).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Then it runs out.
            }
        }

        await _work.CancelAsync().ConfigureAwait(false);
        _work.Dispose();
        _end.Dispose();
    }

    private async Task KeepAsync(ILeasedWork work, Lease lease)
    {
        LeaseReport told = default;
        bool isNew = true;
        while (true)
        {
            try
            {
                if (isNew && lease.Requested > lease.Answered)
                {
                    work.CarryOut(lease.Requested);
                }

                isNew = false;
                await Task.Delay(s_tick, _end.Token).ConfigureAwait(false);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(_extended);
                LeaseReport report = work.Report;
                if (elapsed < _time / 4 && (report == told || elapsed < s_reportInterval))
                {
                    continue;
                }

                if (elapsed > _time)
                {
                    break;
                }

                long start = Stopwatch.GetTimestamp();
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                limit.CancelAfter(_time - elapsed);
                lease = await _store!.TakeAsync(_name, _epoch, report, _time, limit.Token).ConfigureAwait(false);
                if (!lease.IsMine)
                {
                    break;
                }

                told = report;
                isNew = true;
                Volatile.Write(ref _extended, start);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The store is away: tried again until the lease has run out.
            }
        }

        _isLost = true;
        await _work.CancelAsync().ConfigureAwait(false);
    }
}
