using System.Diagnostics;

namespace EsGen;

/// <content>Handling several events at once, those of one entity in order.</content>
internal sealed partial class PolicyTask<T>
{
    private async Task<bool> HandleInParallelAsync(T policy, List<PolicyWork> works, long last, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using SemaphoreSlim committing = new(1, 1);
        ParkedEvents parked = _parked!;
        bool[] isDone = new bool[works.Count];
        ParkedEvent?[] parking = new ParkedEvent?[works.Count];
        int stored = 0;
        bool isRefused = false;
        PolicyStoppedException? failure = null;
        long lastCommit = Stopwatch.GetTimestamp();

        IEnumerable<int[]> lanes = Enumerable.Range(0, works.Count)
            .GroupBy(index => works[index].Notification.Item.SequenceId)
            .Select(static lane => lane.ToArray());
        ParallelOptions options = new() { MaxDegreeOfParallelism = T.Description.Parallelism };
        await Parallel.ForEachAsync(lanes, options, async (lane, _) => await RunLaneAsync(lane).ConfigureAwait(false))
            .ConfigureAwait(false);
        await CommitDoneAsync().ConfigureAwait(false);
        if (failure is not null)
        {
            throw failure;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return !isRefused;

        async Task RunLaneAsync(int[] lane)
        {
            bool isBehind = T.Description.KeepsOrder && parked.HasAny(works[lane[0]].Notification.Item.SequenceId);
            foreach (int index in lane)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                try
                {
                    parking[index] = isBehind
                        ? ToParked(works[index], attempts: 0, exception: null)
                        : await TryAsync(policy, works[index], stop.Token).ConfigureAwait(false);
                    isBehind |= T.Description.KeepsOrder && parking[index] is not null;
                    Volatile.Write(ref isDone[index], true);
                    await CommitIfDueAsync().ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    // Behind a stop it is no failure, or another lane has said why.
                    if (!stop.IsCancellationRequested)
                    {
                        PolicyStoppedException own = exception as PolicyStoppedException ?? new PolicyStoppedException(Name, exception);
                        Interlocked.CompareExchange(ref failure, own, null);
                    }

                    await stop.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }

        async Task CommitIfDueAsync()
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref lastCommit)) < s_maxEffects
                || !await committing.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            {
                return;
            }

            try
            {
                await CommitDoneAsync().ConfigureAwait(false);
            }
            finally
            {
                committing.Release();
            }
        }

        // The position is the highest below which all is done.
        async Task CommitDoneAsync()
        {
            if (isRefused)
            {
                return;
            }

            PolicyBatch batch = new(_application, _position);
            int next = stored;
            for (; next < works.Count && Volatile.Read(ref isDone[next]); next++)
            {
                if (parking[next] is { } e)
                {
                    batch.Park(new ParkedChange(e, IsParked: true));
                }
                else
                {
                    batch.Count(works[next]);
                }
            }

            if (next == stored)
            {
                return;
            }

            if (next == works.Count)
            {
                batch.Pass(last);
            }

            isRefused = !await CommitAsync(batch, CancellationToken.None).ConfigureAwait(false);
            if (isRefused)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }

            stored = next;
            Volatile.Write(ref lastCommit, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Lets a method that returns nothing handle an event, as often as it may be tried.</summary>
    /// <returns>What to park; null if it was handled.</returns>
    private async Task<ParkedEvent?> TryAsync(T policy, PolicyWork work, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await RunAsync(new PolicyBatch(_application, _position), policy, work, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (Exception exception) when (exception is not PolicyStoppedException && !cancellationToken.IsCancellationRequested)
            {
                // Whatever it throws when the runner stops is no failure.
                string topic = TopicText.Show(work.Notification.Item.Topic);
                if (attempt < _options.Attempts)
                {
                    PolicyLog.Failed(_logger, Name, work.Notification.Id, topic, attempt, exception);
                    CountFailure(exception);
                }
                else if (_options.OnFailure == OnFailure.Park)
                {
                    PolicyLog.Parked(_logger, Name, work.Notification.Id, topic, attempt, exception);
                    CountFailure(exception);
                    return ToParked(work, attempt, exception);
                }
                else
                {
                    throw new PolicyStoppedException(Name, work.Notification, exception);
                }
            }

            await Task.Delay(_options.GetPause(attempt), cancellationToken).ConfigureAwait(false);
        }
    }
}
