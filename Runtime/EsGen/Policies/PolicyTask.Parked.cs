namespace EsGen;

/// <content>What becomes of parked events.</content>
internal sealed partial class PolicyTask<T>
{
    public async Task<IReadOnlyList<ParkedEvent>> GetParkedAsync(long after, int limit, CancellationToken cancellationToken)
    {
        ParkedEvents parked = await ParkedEvents.LoadAsync(Strategy, T.Description, cancellationToken).ConfigureAwait(false);
        return [.. parked.All.Where(e => e.NotificationId > after).Take(limit)];
    }

    public async Task DropParkedAsync(long notificationId, CancellationToken cancellationToken)
    {
        while (true)
        {
            ParkedEvents parked = await ParkedEvents.LoadAsync(Strategy, T.Description, cancellationToken).ConfigureAwait(false);
            ParkedChange release = new(Touched(parked.Find(notificationId) ?? throw NotParked(notificationId)), IsParked: false);
            try
            {
                await AppendAsync([.. parked.GetItems([release])], tracking: null, causes: null).ConfigureAwait(false);
                _progress.Parked = parked.Count - 1;
                return;
            }
            catch (ConcurrencyException)
            {
                // Others have changed something, perhaps this event.
            }
        }
    }

    public async Task<int> RetryParkedAsync(long? notificationId, CancellationToken cancellationToken)
    {
        await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ReopenAsync(cancellationToken).ConfigureAwait(false);
            ParkedEvent[] events = notificationId is { } id ? [_parked!.Find(id) ?? throw NotParked(id)] : [.. _parked!.All];
            if (notificationId is not null && T.Description.KeepsOrder && FindEarlier(events[0]) is { } earlier)
            {
                throw new InvalidOperationException(
                    $"{Name} keeps the order of an entity's events, and has parked notification {earlier.NotificationId} of the same one "
                        + $"before {notificationId}; try or drop that first.");
            }

            int count = 0;
            HashSet<Guid> failed = [];
            foreach (ParkedEvent e in events)
            {
                if (T.Description.KeepsOrder && failed.Contains(e.SequenceId))
                {
                    continue;
                }

                if (await RetryAsync(e.NotificationId, cancellationToken).ConfigureAwait(false))
                {
                    count++;
                }
                else
                {
                    failed.Add(e.SequenceId);
                }
            }

            return count;
        }
        finally
        {
            // The policy's own work goes on with what is stored.
            _parked = null;
            _batch.Release();
        }
    }

    /// <summary>Tries the first of the events again that were marked as due, by whoever has no runner.</summary>
    /// <returns>Whether there was one.</returns>
    private async Task<bool> RetryDueAsync(CancellationToken cancellationToken)
    {
        if (_parked!.FindDue() is not { } due)
        {
            return false;
        }

        try
        {
            if (T.Description.KeepsOrder && FindEarlier(due) is not null)
            {
                // Its turn comes behind that one. Parked anew it isn't due any more, or it would be looked at for ever.
                await AppendAsync(
                    [.. _parked.GetItems([new ParkedChange(due, IsParked: true)])],
                    tracking: null,
                    causes: null).ConfigureAwait(false);
            }
            else
            {
                await RetryAsync(due.NotificationId, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConcurrencyException)
        {
            // Others have changed something, perhaps this event.
        }
        finally
        {
            // The policy's own work goes on with what is stored.
            _parked = null;
        }

        return true;
    }

    private ParkedEvent? FindEarlier(ParkedEvent e) =>
        _parked!.All.FirstOrDefault(other => other.SequenceId == e.SequenceId && other.NotificationId < e.NotificationId);

    /// <returns>Whether the event isn't parked any more.</returns>
    private async Task<bool> RetryAsync(long notificationId, CancellationToken cancellationToken)
    {
        for (int conflicts = 1; ; conflicts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_parked!.Find(notificationId) is not { } e)
            {
                return true;
            }

            PolicyBatch batch = new(_application, _position);
            try
            {
                await RunParkedAsync(batch, e, cancellationToken).ConfigureAwait(false);
                batch.Park(new ParkedChange(Touched(e), IsParked: false));
            }
            catch (Exception exception)
            {
                // Whatever it throws when the runner stops is no failure.
                cancellationToken.ThrowIfCancellationRequested();
                batch = Refused(e, exception);
            }

            bool isHandled = !batch.Parking[0].IsParked;
            try
            {
                batch.Succeed(await AppendAsync(batch.GetItems(_parked), tracking: null, batch.Causes).ConfigureAwait(false));
                Apply(batch, _parked);
                return isHandled;
            }
            catch (ConcurrencyException conflict) when (conflict.SequenceId == _parked.SequenceId || batch.IsOfLoaded(conflict))
            {
                batch.Fail();
                await Task.Delay(AtomicUpdate.GetBackOff(conflicts, MaxConflictPause), cancellationToken).ConfigureAwait(false);
                await ReopenAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }
            catch (Exception refusal) when (refusal is ConcurrencyException or ArgumentException && isHandled)
            {
                batch.Fail();
                batch = Refused(e, refusal);
            }
            catch
            {
                batch.Fail();
                throw;
            }

            try
            {
                await AppendAsync(batch.GetItems(_parked), tracking: null, batch.Causes).ConfigureAwait(false);
                Apply(batch, _parked);
                return false;
            }
            catch (ConcurrencyException)
            {
                await ReopenAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task RunParkedAsync(PolicyBatch batch, ParkedEvent e, CancellationToken cancellationToken)
    {
        IReadOnlyList<Notification> found = await Strategy.GetNotificationsAsync(e.NotificationId - 1, 1, cancellationToken)
            .ConfigureAwait(false);
        if (found is not [var notification] || notification.Id != e.NotificationId
            || notification.Item.SequenceId != e.SequenceId || notification.Item.Position != e.Position)
        {
            throw new InvalidOperationException(
                $"Notification {e.NotificationId} isn't the event that was parked: the store isn't the same any more.");
        }

        // A policy that doesn't handle it any more has nothing to do.
        if (PolicyWork.Read(T.Description, _application.EventStore, notification) is { } work)
        {
            PolicyLease<T> lease = await _lease().ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                await RunAsync(batch, lease.Policy, work, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private PolicyBatch Refused(ParkedEvent e, Exception exception)
    {
        PolicyLog.Failed(_logger, Name, e.NotificationId, TopicText.Show(e.Topic), e.Attempts + 1, exception);
        CountFailure(exception);
        PolicyBatch batch = new(_application, _position);
        batch.Park(new ParkedChange(
            Touched(e) with { Attempts = e.Attempts + 1, ExceptionType = exception.GetType().FullName },
            IsParked: true));
        return batch;
    }

    private ParkedEvent Touched(ParkedEvent e) => e with { ParkedOn = _application.Options.TimeProvider.GetUtcNow() };

    private async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        _parked = null;
        await EnsureOpenAsync(cancellationToken).ConfigureAwait(false);
    }

    private InvalidOperationException NotParked(long notificationId) =>
        new($"{Name} has no parked notification {notificationId}; it may have been tried or dropped meanwhile.");
}
