namespace EsGen;

/// <summary>Which documents a runner works on: those that there are, or others that it begins.</summary>
internal sealed partial class ReadModelTask<T>
{
    /// <summary>
    /// Finds the documents of this build, or begins them, and makes sure that the events are still those that they were made of.
    /// </summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        string fingerprint = T.Description.Fingerprint;
        _store.DropUnused(Name, fingerprint, _options.KeepUnusedModels);
        foreach (string former in T.Description.FormerNames)
        {
            _store.DropUnused(former, fingerprint: "", _options.KeepUnusedModels);
        }

        ReadModelVersion? version = ReadModelProgress.Choose(_store, Name, fingerprint);
        foreach (ReadModelVersion other in _store.GetVersions(Name).Where(other => other.Fingerprint == fingerprint && other != version))
        {
            // Of a rebuilding that was broken off, or came to its end without removing them.
            _store.Drop(other);
        }

        if (version is not null && _store.Find(version) is { } documents)
        {
            ReadModelState state = documents.Read(static view => view.State);
            if (await IsOfThisHistoryAsync(state, cancellationToken).ConfigureAwait(false))
            {
                Use(version, documents);
                return;
            }

            RunnerLog.MadeAgain(_logger, Name, "the event store is another one, or has gone back.");
        }

        LogLoss();
        await BeginAgainAsync(version, cancellationToken).ConfigureAwait(false);
    }

    private async Task BeginAgainAsync(ReadModelVersion? before, CancellationToken cancellationToken)
    {
        long goal = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        _lease.ThrowIfLost();
        if (before is not null)
        {
            _progress.Set(null);
            _store.Drop(before);
        }

        ReadModelVersion version = new(Name, T.Description.Fingerprint, (before?.Generation ?? 0) + 1);
        Use(version, _store.Begin(version, new ReadModelState(0, goal, 0, 0), T.Description.Shape));
        RunnerLog.Begun(_logger, Name, goal);
    }

    private void LogLoss()
    {
        if (_store.TakeLoss() is { } loss)
        {
            RunnerLog.FileLost(_logger, loss);
        }
    }

    /// <summary>Whether the store has other documents than those that are being worked on, or none.</summary>
    private bool IsLost() => _store.Find(_version!) != _projection!.Documents;

    private void Use(ReadModelVersion version, IReadModelDocuments documents)
    {
        _version = version;
        _projection = new Projection<T>(documents, _eventStore);
        _progress.Set(documents);
    }

    private async Task<bool> IsOfThisHistoryAsync(ReadModelState state, CancellationToken cancellationToken)
    {
        if (state.Position == 0)
        {
            return state.Goal <= await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<Notification> found = await Strategy.GetNotificationsAsync(state.Position - 1, 1, cancellationToken)
            .ConfigureAwait(false);
        return found is [var notification]
            && notification.Id == state.Position
            && ItemHash.Of(notification.Id, notification.Item) == state.PositionHash;
    }
}
