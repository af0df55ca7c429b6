namespace EsGen;

/// <summary>How documents are made again, beside those that there are.</summary>
internal sealed partial class ReadModelTask<T>
{
    public async Task RebuildAsync(CancellationToken cancellationToken)
    {
        if (!_isAtWork || _isEnded)
        {
            throw new RunnerNotStartedException(Name);
        }

        if (_progress.Owner is { } owner && owner != this)
        {
            // Another runner has the documents, and this one stands by.
            await owner.RebuildAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        if (_lease.IsShared && !_lease.IsHeld && await RequestRebuildAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await _rebuilding.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Documents of a runner before this one may answer already, when this one hasn't looked at them yet.
            await _opened.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _progress.WaitAsync(0, cancellationToken).ConfigureAwait(false);
            await RebuildNextAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _rebuilding.Release();
        }
    }

    private async Task RebuildNextAsync(CancellationToken cancellationToken)
    {
        ReadModelVersion before = _version!;
        ReadModelVersion version = before with { Generation = before.Generation + 1 };
        long goal = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        Projection<T> projection = new(_store.Begin(version, new ReadModelState(0, goal, 0, 0), T.Description.Shape), _eventStore);
        bool isDone = false;
        try
        {
            while (projection.Position < goal)
            {
                await HandleBatchAsync(projection, cancellationToken).ConfigureAwait(false);
            }

            await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (_progress.Failure is { } failure)
                {
                    throw new ReadModelStoppedException(failure);
                }

                while (projection.Position < _projection!.Position)
                {
                    await HandleBatchAsync(projection, cancellationToken).ConfigureAwait(false);
                }

                cancellationToken.ThrowIfCancellationRequested();
                _projection = projection;
                _version = version;
                _progress.Set(projection.Documents);
                isDone = true;
            }
            finally
            {
                _batch.Release();
            }
        }
        finally
        {
            if (_lease.IsHeld)
            {
                _store.Drop(isDone ? before : version);
            }
        }
    }
}
