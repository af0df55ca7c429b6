using System.Diagnostics;

namespace EsGen.LiteDB;

/// <summary>The one thread that writes. Appends that wait together become one transaction and share one sync.</summary>
internal sealed class Writer
{
    private readonly SharedEngine _engine;
    private readonly Durability _durability;
    private readonly WriteQueue _queue = new();
    private readonly AppendBatch _batch = new();
    private readonly LastPositionCache _heads = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Taken from the queue, but not for the batch that was being made up.
    private WriteRequest? _next;
    private long? _unsyncedSince;

    private Writer(SharedEngine engine, Durability durability)
    {
        _engine = engine;
        _durability = durability;
        _thread = new Thread(WriteUntilClosed) { IsBackground = true, Name = "EsGen.LiteDB writer" };
    }

    /// <summary>Ends when the writer has done everything and closed the engine.</summary>
    public Task Ended => _ended.Task;

    public static Writer Start(SharedEngine engine, Durability durability)
    {
        Writer writer = new(engine, durability);

        // Without the caller's execution context, synchronization context and task scheduler, in which LiteDB would run its queue.
        writer._thread.UnsafeStart();
        return writer;
    }

    /// <summary>Does something on the writer thread.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise it is done on return.</param>
    /// <param name="cancellationToken">Ends it, if it hasn't begun.</param>
    public async Task Do(Action work, bool isAsynchronous, CancellationToken cancellationToken)
    {
        WorkRequest request = new(work);
        if (isAsynchronous)
        {
            await _queue.AddAsync(request, cancellationToken).ConfigureAwait(false);
            await request.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _queue.Add(request);
            request.Wait();
        }
    }

    public long Append(AppendRequest request)
    {
        _queue.Add(request);
        request.Wait();
        return request.LastId;
    }

    public async ValueTask<long> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        await _queue.AddAsync(request, cancellationToken).ConfigureAwait(false);
        await request.WaitAsync(cancellationToken).ConfigureAwait(false);
        return request.LastId;
    }

    /// <summary>Refuses further requests; those already there are still done.</summary>
    public void Close() => _queue.Close();

    private void WriteUntilClosed()
    {
        while (TryTake(out var request))
        {
            switch (request)
            {
                case WorkRequest work:
                    work.Execute();
                    break;
                case AppendRequest append:
                    CommitWith(append);
                    break;
            }

            SyncIfDue();
            _engine.WakeIfFailed();
        }

        _engine.Close();
        _ended.SetResult();
    }

    /// <summary>The next request, or null when it is time to sync; false at the end.</summary>
    private bool TryTake(out WriteRequest? request)
    {
        (request, _next) = (_next, null);
        return request is not null || _queue.TryTake(UntilSync(), out request);
    }

    private void CommitWith(AppendRequest first)
    {
        if (!_batch.TryBegin(first))
        {
            return;
        }

        if (_engine.Deletion is { } deletion)
        {
            _batch.End(deletion);
            return;
        }

        var isOutcomeUnknown = false;
        try
        {
            _engine.Use(engine =>
            {
                MakeUpBatch(engine.Events, first);
                if (!_batch.IsEmpty)
                {
                    isOutcomeUnknown = true;
                    engine.Commit(events => events.Write(_batch.Items, _batch.Trackings));
                }
            });
            if (!_batch.IsEmpty)
            {
                MakeDurable();
            }

            _batch.End(failure: null);
            _engine.FoldIfDue();
        }
        catch (Exception exception)
        {
            _batch.End(_engine.Stop(exception, isOutcomeUnknown));
        }
    }

    private void MakeUpBatch(EventCollection events, AppendRequest first)
    {
        for (var request = first; request is not null; request = NextOfBatch())
        {
            try
            {
                if (request is { Tracking: { } tracking, ReplacesTracking: false }
                    && events.Trackings.Find(tracking.Name) is { } stored && tracking.NotificationId <= stored)
                {
                    _batch.Refuse(request, new TrackingConflictException(tracking.Name, stored, tracking.NotificationId));
                }
                else if (FirstTaken(events, request.Items) is { } taken)
                {
                    _batch.Refuse(request, new ConcurrencyException(taken.SequenceId, taken.Position));
                }
                else
                {
                    _batch.Accept(request, events.LastId);
                }
            }
            catch (StoreCorruptException exception)
            {
                // Only this sequence is damaged, and nothing has been written: the other appends go on.
                _batch.Refuse(request, exception);
            }
        }
    }

    private AppendRequest? NextOfBatch()
    {
        while (_queue.TryTake() is { } request)
        {
            if (request is not AppendRequest append || !_batch.HasRoomFor(append))
            {
                _next = request;
                return null;
            }

            if (_batch.TryBegin(append))
            {
                return append;
            }
        }

        return null;
    }

    /// <remarks>Not under the lock: readers go on meanwhile, and don't see the batch yet.</remarks>
    private void MakeDurable()
    {
        if (_durability.SyncAfter == TimeSpan.Zero)
        {
            _engine.Sync();
        }

        _engine.ThrowIfFailed();
        _unsyncedSince ??= Stopwatch.GetTimestamp();
        foreach (var item in _batch.Items)
        {
            _heads.Raise(item.SequenceId, item.Position);
        }

        _engine.ShowNewest();
    }

    /// <remarks>Found here and not by LiteDB: a rollback is the part of it that breaks, and would take the other appends with it.</remarks>
    private SequencedItem? FirstTaken(EventCollection events, SequencedItem[] items)
    {
        HashSet<(Guid, long)>? earlier = AreInOrder(items) ? null : new(items.Length);
        long? head = null;
        for (var index = 0; index < items.Length; index++)
        {
            ref readonly var item = ref items[index];
            if (index == 0 || item.SequenceId != items[index - 1].SequenceId)
            {
                head = Head(events, item.SequenceId);
            }

            if (earlier?.Add((item.SequenceId, item.Position)) == false
                || (item.Position <= head && events.Contains(item.SequenceId, item.Position)))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether they are of one sequence, each behind the one before, as nearly always, so that no position can be there twice.
    /// </summary>
    private static bool AreInOrder(SequencedItem[] items)
    {
        for (var index = 1; index < items.Length; index++)
        {
            if (items[index].SequenceId != items[0].SequenceId || items[index].Position <= items[index - 1].Position)
            {
                return false;
            }
        }

        return true;
    }

    private long? Head(EventCollection events, Guid sequenceId)
    {
        if (!_heads.TryGet(sequenceId, out var head))
        {
            head = events.LastPosition(sequenceId);
            _heads.Set(sequenceId, head);
        }

        return head;
    }

    private TimeSpan UntilSync() =>
        _unsyncedSince is { } since && _durability.SyncAfter is { Ticks: > 0 } interval
            ? TimeSpan.FromTicks(Math.Max(0, (interval - Stopwatch.GetElapsedTime(since)).Ticks))
            : Timeout.InfiniteTimeSpan;

    private void SyncIfDue()
    {
        if (UntilSync() == TimeSpan.Zero)
        {
            _unsyncedSince = null;
            _engine.Sync();
        }
    }
}
