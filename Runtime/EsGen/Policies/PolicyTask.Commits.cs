using System.Diagnostics;

namespace EsGen;

/// <content>Storing what was decided with the position.</content>
internal sealed partial class PolicyTask<T>
{
    // Others who change the same entity are let in between, but not for long.
    private const int MaxConflictPause = 64;

    /// <returns>Whether it is stored; if not, its events are read again.</returns>
    private async Task<bool> CommitAsync(PolicyBatch batch, CancellationToken cancellationToken)
    {
        if (!batch.HasWork && batch.Position - _storedPosition < MaxUnstored)
        {
            SetPosition(batch.Position);
            return true;
        }

        ParkedEvents parked = _parked!;
        SequencedItem[] items = batch.GetItems(parked);
        Tracking tracking = new(T.Description.TrackingName, batch.Position);
        try
        {
            batch.Succeed(await AppendUntilAnsweredAsync(items, tracking, batch.Causes, cancellationToken).ConfigureAwait(false));
        }
        catch (TrackingConflictException)
        {
            // It is done: by this append, whose answer was lost, or by another runner.
            batch.Fail();
            _parked = null;
            return false;
        }
        catch (Exception refusal) when (refusal is ConcurrencyException or ArgumentException)
        {
            batch.Fail();
            return await HandleRefusalAsync(batch, parked, refusal, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            batch.Fail();
            throw;
        }

        Apply(batch, parked);
        _storedPosition = batch.Position;
        _conflicts = 0;
        SetPosition(batch.Position);
        RunnerTelemetry.CountHandled(_application.EventStore, Kind, Name, batch.UnitCount, batch.Oldest);
        return true;
    }

    /// <summary>A refusal concerns one of the events, which is found by handling them one by one.</summary>
    private async Task<bool> HandleRefusalAsync(
        PolicyBatch batch,
        ParkedEvents parked,
        Exception refusal,
        CancellationToken cancellationToken)
    {
        if (refusal is ConcurrencyException of && of.SequenceId == parked.SequenceId)
        {
            // One was tried again, or dropped.
            _parked = null;
            return false;
        }

        if (batch.LastWork is not { } work || batch.UnitCount > 1 || batch.Parking.Count > 0)
        {
            _singleUntil = batch.Position;
            return batch.LastWork is null ? throw refusal : false;
        }

        SetPosition(work.Notification.Id - 1);
        if (refusal is not ConcurrencyException conflict || !batch.IsOfLoaded(conflict))
        {
            return await FailAsync(work, refusal, mayPark: true, cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(AtomicUpdate.GetBackOff(++_conflicts, MaxConflictPause), cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <summary>Appends, again if the store fails: whether it has stored the items is told by the tracking.</summary>
    private async Task<long> AppendUntilAnsweredAsync(
        SequencedItem[] items, Tracking tracking, IReadOnlyList<ActivityContext>? causes, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await AppendAsync(items, tracking, causes).ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < _options.Attempts && IsOfStore(exception))
            {
                PolicyLog.NotStored(_logger, Name, attempt, exception);
            }

            await Task.Delay(_options.GetPause(attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsOfStore(Exception exception) =>
        exception is not (
        ConcurrencyException
            or TrackingConflictException
            or LeaseLostException
            or ArgumentException
            or OperationCanceledException
            or ObjectDisposedException);

    private Task<long> AppendAsync(SequencedItem[] items, Tracking? tracking, IReadOnlyList<ActivityContext>? causes)
    {
        lock (_commit)
        {
            if (_isEnded)
            {
                throw new OperationCanceledException("The runner was stopped, so that nothing is stored any more.", _ended.Token);
            }

            if (tracking is not null)
            {
                _workLease.ThrowIfLost();
            }

            return _application.EventStore.AppendAsync(items, tracking, causes, _ended.Token).AsTask();
        }
    }

    private void Apply(PolicyBatch batch, ParkedEvents parked)
    {
        foreach (ParkedChange change in batch.Parking)
        {
            parked.Apply(change);
        }

        _progress.Parked = parked.Count;
    }

    private void SetPosition(long position)
    {
        _position = position;
        _progress.Set(position);
    }
}
