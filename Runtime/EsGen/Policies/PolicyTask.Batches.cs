using System.Diagnostics;

namespace EsGen;

/// <content>Handling events one by one, many of which share a commit.</content>
internal sealed partial class PolicyTask<T>
{
    private const int PageSize = 500;

    // How far the policy may come without anything to store before its position is stored by itself: so much is read again after a restart.
    private const int MaxUnstored = 1000;

    // What one event made becomes visible with what the others of its commit made, so that isn't long. And effects outside are repeated if
    // the process is killed before the position is stored; so few wait for that.
    private static readonly TimeSpan s_maxBatch = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_maxEffects = TimeSpan.FromMilliseconds(20);

    private ParkedEvents? _parked;
    private long _position;
    private long _storedPosition;

    // Up to here each event has its own commit, because one of several was refused.
    private long _singleUntil;
    private int _conflicts;
    private (long NotificationId, int Attempts) _failing;

    private async ValueTask EnsureOpenAsync(CancellationToken cancellationToken)
    {
        if (_parked is not null)
        {
            return;
        }

        // In this order: what is parked may be newer than the position, and then the next commit is refused; an older one would be relied
        // on.
        _position = _storedPosition = await Strategy.GetTrackingAsync(T.Description.TrackingName, cancellationToken).ConfigureAwait(false)
            ?? 0;
        long last = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        if (_position > last)
        {
            throw new PolicyStoppedException(Name, new InvalidOperationException(
                $"{Name} has dealt with everything up to notification {_position}, and the store ends with {last}: an older backup of the "
                    + "events was restored, but not of "
                + "the positions. What is stored next would be passed by. Restore both of one moment."));
        }

        _parked = await ParkedEvents.LoadAsync(Strategy, T.Description, cancellationToken).ConfigureAwait(false);
        _progress.Parked = _parked.Count;
        _progress.Set(_position);
    }

    /// <returns>Whether to read on at once, as there is likely more, or something is to be read again.</returns>
    private async Task<bool> HandleBatchAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Notification> page = await Strategy.GetNotificationsAsync(_position, PageSize, cancellationToken)
            .ConfigureAwait(false);
        if (page.Count == 0)
        {
            return false;
        }

        List<PolicyWork> works = [];
        bool isAnyDue = false;
        (Notification Notification, Exception Cause)? unreadable = null;
        foreach (Notification notification in page)
        {
            isAnyDue |= _parked!.IsDueMark(notification.Item);
            try
            {
                if (PolicyWork.Read(T.Description, _application.EventStore, notification) is { } work)
                {
                    works.Add(work);
                }
            }
            catch (Exception exception)
            {
                // What comes before it is handled first.
                unreadable = (notification, exception);
                break;
            }
        }

        long last = unreadable is { } stop ? stop.Notification.Id - 1 : page[^1].Id;
        if (!await HandleAsync(works, last, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (unreadable is { } found)
        {
            throw new PolicyStoppedException(Name, found.Notification, found.Cause);
        }

        if (isAnyDue)
        {
            // Somebody else has stored that: what is parked is read again.
            _parked = null;
        }

        // A store may end a page early. Waiting for more ends at once then.
        return isAnyDue || page.Count == PageSize;
    }

    /// <returns>Whether all of it is dealt with; if not, the rest is read again.</returns>
    private async Task<bool> HandleAsync(List<PolicyWork> works, long last, CancellationToken cancellationToken)
    {
        if (works.Count == 0)
        {
            PolicyBatch passed = new(_application, _position);
            passed.Pass(last);
            return await CommitAsync(passed, cancellationToken).ConfigureAwait(false);
        }

        PolicyLease<T> lease;
        try
        {
            lease = await _lease().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await FailAsync(works[0], exception, mayPark: false, cancellationToken).ConfigureAwait(false);
        }

        await using (lease.ConfigureAwait(false))
        {
            return T.Description.Parallelism > 1
                ? await HandleInParallelAsync(lease.Policy, works, last, cancellationToken).ConfigureAwait(false)
                : await HandleInTurnAsync(lease.Policy, works, last, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> HandleInTurnAsync(T policy, List<PolicyWork> works, long last, CancellationToken cancellationToken)
    {
        PolicyBatch batch = new(_application, _position);
        long start = Stopwatch.GetTimestamp();
        foreach (PolicyWork work in works)
        {
            if (IsToBeStoredBefore(batch, work, start))
            {
                if (!await CommitAsync(batch, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                batch = new PolicyBatch(_application, _position);
                start = Stopwatch.GetTimestamp();
            }

            batch.Pass(work.Notification.Id - 1);
            if (IsBehindParked(batch, work))
            {
                batch.Park(new ParkedChange(ToParked(work, attempts: 0, exception: null), IsParked: true));
                continue;
            }

            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                await RunAsync(batch, policy, work, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // What came before is done, and isn't done again because of this.
                return await CommitAsync(batch, cancellationToken).ConfigureAwait(false)
                    && await FailAsync(work, exception, mayPark: true, cancellationToken).ConfigureAwait(false);
            }
        }

        batch.Pass(last);
        return await CommitAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RunAsync(PolicyBatch batch, T policy, PolicyWork work, CancellationToken cancellationToken)
    {
        if (work.Depth >= _options.MaxCausationDepth)
        {
            throw new PolicyStoppedException(Name, work.Notification, new InvalidOperationException(
                $"{Name} is {work.Depth} times among the causes of this event: it reacts to what it makes itself, without end. "
                + $"Break the circle, or raise {nameof(RunnerOptions)}.{nameof(RunnerOptions.MaxCausationDepth)}."));
        }

        using Activity? activity = RunnerTelemetry.BeginReaction(_application.EventStore, Name, work);
        try
        {
            await batch.RunAsync((e, context, results, token) => T.HandleAsync(policy, e, context, results, token), work, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (activity is not null)
        {
            activity.Fail(exception);
            throw;
        }

        _progress.Depth = work.Depth;
    }

    private bool IsToBeStoredBefore(PolicyBatch batch, PolicyWork work, long start)
    {
        if (!batch.HasWork)
        {
            return false;
        }

        // What has effects isn't with what may be refused, so that it isn't repeated for that: a batch is of one kind, its last one's.
        PolicyWork? before = batch.LastWork;
        bool isOfOtherKind = before is not null
            && (before.HasEffects != work.HasEffects || before.ReturnsSomething != work.ReturnsSomething);
        bool isMixed = before is { HasEffects: true, ReturnsSomething: true };
        return batch.IsFull
            || _position < _singleUntil
            || isOfOtherKind
            || isMixed
            || Stopwatch.GetElapsedTime(start) >= (before is { HasEffects: true } ? s_maxEffects : s_maxBatch);
    }

    private bool IsBehindParked(PolicyBatch batch, PolicyWork work) => T.Description.KeepsOrder
        && (_parked!.HasAny(work.Notification.Item.SequenceId)
            || batch.Parking.Any(change => change.Event.SequenceId == work.Notification.Item.SequenceId));

    private ParkedEvent ToParked(PolicyWork work, int attempts, Exception? exception) => new(
        Name,
        work.Notification.Id,
        work.Notification.Item.SequenceId,
        work.Notification.Item.Position,
        work.Notification.Item.Topic,
        attempts,
        exception?.GetType().FullName,
        _application.Options.TimeProvider.GetUtcNow());

    /// <summary>Waits before an event that can't be handled is tried again; after all attempts parks it, or stops.</summary>
    /// <returns>False: what comes next is read again.</returns>
    private async Task<bool> FailAsync(PolicyWork work, Exception exception, bool mayPark, CancellationToken cancellationToken)
    {
        if (exception is PolicyStoppedException stop)
        {
            throw new PolicyStoppedException(stop);
        }

        // Whatever it throws when the runner stops is no failure.
        cancellationToken.ThrowIfCancellationRequested();
        long id = work.Notification.Id;
        int attempts = _failing.NotificationId == id ? _failing.Attempts + 1 : 1;
        _failing = (id, attempts);
        if (attempts < _options.Attempts)
        {
            PolicyLog.Failed(_logger, Name, id, TopicText.Show(work.Notification.Item.Topic), attempts, exception);
            CountFailure(exception);
            await Task.Delay(_options.GetPause(attempts), cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (!mayPark || _options.OnFailure != OnFailure.Park)
        {
            throw new PolicyStoppedException(Name, work.Notification, exception);
        }

        PolicyBatch batch = new(_application, _position);
        batch.Park(new ParkedChange(ToParked(work, attempts, exception), IsParked: true));
        if (await CommitAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            PolicyLog.Parked(_logger, Name, id, TopicText.Show(work.Notification.Item.Topic), attempts, exception);
            CountFailure(exception);
        }

        return false;
    }

    private void CountFailure(Exception exception) =>
        RunnerTelemetry.CountFailure(_application.EventStore, Kind, Name, exception);
}
