using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>A runner's work on one read model.</summary>
/// <typeparam name="T">The model's class.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks its semaphore for a handle, so there is nothing to dispose of.")]
internal sealed class ReadModelTask<T> : IRunnerTask
    where T : class, IReadModel<T>
{
    // All that wait go into one commit, as far as that costs neither much memory nor much time.
    private const int MaxBatchEvents = 50_000;
    private const int MaxBatchBytes = 8 * 1024 * 1024;
    private const int PageSize = 1000;
    private static readonly TimeSpan s_maxBatchTime = TimeSpan.FromMilliseconds(250);

    private readonly EventStore _eventStore;
    private readonly IReadModelStore _store;
    private readonly RunnerOptions _options;
    private readonly ReadModelProgress _progress;

    // Held while a batch is handled, so that documents are exchanged between two batches.
    private readonly SemaphoreSlim _batch = new(1, 1);
    private readonly SemaphoreSlim _rebuilding = new(1, 1);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _commit = new();
    private ReadModelVersion? _version;
    private Projection<T>? _projection;
    private bool _isAtWork;
    private bool _ownsDocuments;
    private bool _isEnded;
    private bool _wasDamaged;

    public ReadModelTask(EventStore eventStore, IReadModelStore store, RunnerOptions options)
    {
        _eventStore = eventStore;
        _store = store;
        _options = options;
        foreach (HandledEntity entity in T.Description.Entities)
        {
            eventStore.Claim(entity.Description);
        }

        _progress = ReadModelProgress.Of(store, Name, T.Description.Fingerprint);
    }

    public string Name => T.Description.Name;

    public RunnerKind Kind => RunnerKind.ReadModel;

    public long Position => _progress.State?.Position ?? 0;

    public Exception? Exception => _progress.Failure is { } failure ? failure.InnerException ?? failure : null;

    public RunnerState State
    {
        get
        {
            lock (_commit)
            {
                if (!_isAtWork || _isEnded)
                {
                    return RunnerState.Stopped;
                }
            }

            return _progress.Failure is not null ? RunnerState.Stopped
                : _progress.State is { IsCaughtUp: true } ? RunnerState.Running
                : RunnerState.Building;
        }
    }

    private IActiveRecordStrategy Strategy => _eventStore.ActiveRecordStrategy;

    public void Begin()
    {
        lock (_commit)
        {
            _isAtWork = true;
        }

        _progress.AddRunner();
    }

    public void End()
    {
        bool releases;
        lock (_commit)
        {
            if (!_isAtWork || _isEnded)
            {
                return;
            }

            _isEnded = true;
            releases = _ownsDocuments;
        }

        _progress.RemoveRunner();
        if (releases)
        {
            _progress.Ownership.Release();
        }
    }

    public ValueTask WaitAsync(long notificationId, CancellationToken cancellationToken) => _progress.WaitAsync(notificationId, cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Another runner of this process may have the documents; then this one stands by.
            await _progress.Ownership.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_commit)
            {
                _ownsDocuments = !_isEnded;
            }

            if (!_ownsDocuments)
            {
                _progress.Ownership.Release();
                return;
            }

            _progress.TakeOver();
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            _opened.TrySetResult();
            while (true)
            {
                if (!await HandleBatchAsync(cancellationToken).ConfigureAwait(false))
                {
                    await Strategy.WaitForNotificationAsync(_projection!.Position, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The runner stops.
            _opened.TrySetCanceled(cancellationToken);
        }
        catch (Exception exception)
        {
            ReadModelStoppedException failure = exception as ReadModelStoppedException ?? new ReadModelStoppedException(Name, exception);
            _opened.TrySetException(new ReadModelStoppedException(failure));

            // What went on after the stop concerns nobody any more.
            lock (_commit)
            {
                if (!_isEnded)
                {
                    _progress.Fail(failure);
                }
            }
        }
    }

    /// <summary>Makes the documents again beside those that there are, and lets the new ones answer when they are as far.</summary>
    public async Task RebuildAsync(CancellationToken cancellationToken)
    {
        if (!_isAtWork || _isEnded)
        {
            throw new RunnerNotStartedException(Name);
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
        Projection<T> projection = new(_store.Begin(version, new ReadModelState(0, goal, 0, 0)), _eventStore);
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
            _store.Drop(isDone ? before : version);
        }
    }

    /// <summary>Finds the documents of this build, or begins them, and makes sure that the events are still those that they were made of.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        string fingerprint = T.Description.Fingerprint;
        _store.DropUnused(Name, fingerprint, _options.KeepUnusedModels);
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

            RunnerEvents.Log.DocumentsMadeAgain(Name, "the event store is another one, or has gone back");
        }

        await BeginAgainAsync(version, cancellationToken).ConfigureAwait(false);
    }

    private async Task BeginAgainAsync(ReadModelVersion? before, CancellationToken cancellationToken)
    {
        long goal = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        if (before is not null)
        {
            _progress.Set(null);
            _store.Drop(before);
        }

        ReadModelVersion version = new(Name, T.Description.Fingerprint, (before?.Generation ?? 0) + 1);
        Use(version, _store.Begin(version, new ReadModelState(0, goal, 0, 0)));
    }

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

        IReadOnlyList<Notification> found = await Strategy.GetNotificationsAsync(state.Position - 1, 1, cancellationToken).ConfigureAwait(false);
        return found is [var notification] && notification.Id == state.Position && ItemHash.Of(notification.Id, notification.Item) == state.PositionHash;
    }

    /// <returns>Whether there was anything to handle.</returns>
    private async Task<bool> HandleBatchAsync(CancellationToken cancellationToken)
    {
        await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await HandleBatchAsync(_projection!, cancellationToken).ConfigureAwait(false);
        }
        catch (DocumentsDamagedException exception) when (!_wasDamaged)
        {
            // Once: documents that can't be read as soon as they are written would be made again for ever.
            _wasDamaged = true;
            RunnerEvents.Log.DocumentsMadeAgain(Name, exception.Message);
            await BeginAgainAsync(_version, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _batch.Release();
        }
    }

    private async Task<bool> HandleBatchAsync(Projection<T> projection, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        int events = 0;

        // A page may end early, and others write on: all that is there now, and no more, so that nobody waits for what comes later.
        long last = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        while (projection.Position < last
            && events < MaxBatchEvents
            && projection.ChangedBytes < MaxBatchBytes
            && Stopwatch.GetElapsedTime(start) < s_maxBatchTime)
        {
            IReadOnlyList<Notification> page = await Strategy.GetNotificationsAsync(projection.Position, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (Notification notification in page)
            {
                projection.Handle(notification);
            }

            events += page.Count;
            if (page.Count == 0)
            {
                break;
            }
        }

        if (events == 0)
        {
            return false;
        }

        (ReadModelState state, IReadOnlyCollection<DocumentChange> changes) = projection.GetChanges();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_commit)
        {
            if (_isEnded)
            {
                throw new OperationCanceledException(cancellationToken);
            }

            projection.Documents.Commit(state, changes);
        }

        _progress.Changed();
        return true;
    }
}
