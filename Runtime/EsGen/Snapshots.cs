using System.Threading.Channels;
using EsGen.CompilerServices;
using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>The snapshots of an application: taken in the background, after a save was acknowledged, and never in anybody's way.</summary>
internal sealed class Snapshots(ISnapshotTaker taker, ISnapshotStore? store, ILogger logger) : IDisposable, IAsyncDisposable
{
    /// <summary>How many may wait. More would only be taken later than their successors are due.</summary>
    private const int QueueLength = 256;

    private readonly Channel<(EntityDescription Entity, Guid Id, bool IsRenewal)> _due =
        Channel.CreateBounded<(EntityDescription, Guid, bool)>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _start = new();
    private volatile Task? _work;
    private int _open;

    public ISnapshotStore? Store => store;

    public ILogger Logger => logger;

    /// <summary>Takes note that an instance was stored, and has a snapshot taken if that is due.</summary>
    /// <param name="entity">The kind of entity.</param>
    /// <param name="id">Its id.</param>
    /// <param name="before">The version that was stored before.</param>
    /// <param name="after">The version that is stored now.</param>
    public void Note(EntityDescription entity, Guid id, long before, long after)
    {
        if (store is null || entity.State is not { SnapshotEvery: > 0 and var every } || before / every == after / every)
        {
            return;
        }

        Enqueue(entity, id, isRenewal: false);
    }

    /// <summary>Has the snapshots of an entity removed, one of which can't be trusted, and another one taken.</summary>
    public void Renew(EntityDescription entity, Guid id) => Enqueue(entity, id, isRenewal: true);

    private void Enqueue(EntityDescription entity, Guid id, bool isRenewal)
    {
        Interlocked.Increment(ref _open);
        if (!_due.Writer.TryWrite((entity, id, isRenewal)))
        {
            Interlocked.Decrement(ref _open);
            SnapshotLog.Skipped(logger, entity.Name, id);
            return;
        }

        if (_work is null)
        {
            lock (_start)
            {
                _work ??= Task.Run(WorkAsync);
            }
        }
    }

    /// <summary>Waits until all that were due are taken, for tests and benchmarks.</summary>
    public async Task WaitAsync()
    {
        while (Volatile.Read(ref _open) > 0)
        {
            await Task.Delay(1).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        End();
        _work?.GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        End();
        if (_work is { } work)
        {
            await work.ConfigureAwait(false);
        }
    }

    private void End()
    {
        _due.Writer.TryComplete();
        _ending.Cancel();
    }

    private async Task WorkAsync()
    {
        while (await _due.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (_due.Reader.TryRead(out (EntityDescription Entity, Guid Id, bool IsRenewal) due))
            {
                await TakeAsync(due.Entity, due.Id, due.IsRenewal).ConfigureAwait(false);
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task TakeAsync(EntityDescription entity, Guid id, bool isRenewal)
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await entity.State!.TakeSnapshotAsync(taker, id, isRenewal, _ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The application is ending; the next load of the entity reads some events more.
        }
        catch (Exception exception)
        {
            SnapshotLog.NotTaken(logger, entity.Name, id, exception);
        }
    }
}
