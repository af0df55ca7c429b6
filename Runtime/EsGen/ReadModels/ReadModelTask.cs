using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using EsGen.CompilerServices;
using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>A runner's work on one read model.</summary>
/// <typeparam name="T">The model's class.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks its semaphore for a handle, so there is nothing to dispose of.")]
internal sealed partial class ReadModelTask<T> : IRunnerTask, IReadModelTask, ILeasedWork
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
    private readonly ILogger _logger;
    private readonly ReadModelProgress _progress;

    // Held while a batch is handled, so that documents are exchanged between two batches.
    private readonly SemaphoreSlim _batch = new(1, 1);
    private readonly SemaphoreSlim _rebuilding = new(1, 1);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _commit = new();
    private volatile TaskCompletionSource _lookAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _notified;
    private ReadModelVersion? _version;
    private Projection<T>? _projection;
    private bool _isAtWork;
    private bool _ownsDocuments;
    private volatile bool _isEnded;
    private bool _wasDamaged;
    private volatile ReadModelStoppedException? _failure;

    public ReadModelTask(EventStore eventStore, IReadModelStore store, ILeaseStore? leases, RunnerOptions options, ILogger logger)
    {
        _eventStore = eventStore;
        _store = store;
        _options = options;
        _logger = logger;
        foreach (HandledEntity entity in T.Description.Entities)
        {
            eventStore.Claim(entity.Description);
        }

        _progress = ReadModelProgress.Of(store, Name, T.Description.Fingerprint);
        _lease = new WorkLease(leases, $"model:{Name}:{T.Description.Fingerprint}", options);
    }

    public ReadModelDescription Description => T.Description;

    public string Name => T.Description.Name;

    public RunnerKind Kind => RunnerKind.ReadModel;

    public long Position => _progress.State?.Position ?? 0;

    public Exception? Exception => Failure is { } failure ? failure.InnerException ?? failure : null;

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

            return Failure is not null ? RunnerState.Stopped
                : _progress.State is { IsCaughtUp: true } ? RunnerState.Running
                : RunnerState.Building;
        }
    }

    private ReadModelStoppedException? Failure => _failure ?? _progress.Failure;

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

        _lease.Abandon();
        _progress.RemoveRunner();
        if (releases)
        {
            // What stopped this one needn't stop the next one, which may be waited for before it has begun.
            _progress.TakeOver();
            _progress.Owner = null;
            _progress.Ownership.Release();
        }
    }

    public ValueTask WaitAsync(long notificationId, CancellationToken cancellationToken) =>
        _progress.WaitAsync(notificationId, cancellationToken);

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

            _stopping = cancellationToken;
            while (await WorkWhileLeasedAsync(cancellationToken).ConfigureAwait(false))
            {
                // Another process has it now.
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
            try
            {
                // What went on after the stop concerns nobody any more. First: whoever waits for the model finds it in the log.
                if (!_isEnded)
                {
                    RunnerLog.Stopped(_logger, Name, failure);
                    RunnerTelemetry.CountFailure(_eventStore, Kind, Name, failure.InnerException ?? failure);
                }
            }
            finally
            {
                lock (_commit)
                {
                    if (!_isEnded)
                    {
                        _failure = failure;
                        _progress.Fail(failure);
                    }
                }

                _opened.TrySetException(new ReadModelStoppedException(failure));
            }
        }
    }

    public void LookAgain() => _lookAgain.TrySetResult();

    private async Task WaitForMoreAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource lookAgain = _lookAgain;
        _notified ??= Strategy.WaitForNotificationAsync(_projection!.Position, cancellationToken).AsTask();
        if (await Task.WhenAny(_notified, lookAgain.Task).ConfigureAwait(false) == _notified)
        {
            Task notified = _notified;
            _notified = null;
            await notified.ConfigureAwait(false);
            return;
        }

        _lookAgain = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (IsLost())
            {
                await OpenAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _batch.Release();
        }
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
            // Once: documents that can't be read as soon as they are written would be made again without end.
            _wasDamaged = true;
            RunnerLog.MadeAgain(_logger, Name, exception.Message);
            await BeginAgainAsync(_version, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is DocumentsLostException or ObjectDisposedException && IsLost())
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _batch.Release();
        }
    }

    private async Task<bool> HandleBatchAsync(Projection<T> projection, CancellationToken cancellationToken)
    {
        using ProjectionTelemetry? telemetry = ProjectionTelemetry.Begin(_eventStore, Name);
        try
        {
            return await HandleBatchAsync(projection, telemetry, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (telemetry is not null)
        {
            telemetry.Fail(exception);
            throw;
        }
    }

    private async Task<bool> HandleBatchAsync(Projection<T> projection, ProjectionTelemetry? telemetry, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        long before = projection.Position;
        int events = 0;

        // A page may end early, and others write on: all that is there now, and no more, so that nobody waits for what comes later.
        long last = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        while (projection.Position < last
            && events < MaxBatchEvents
            && projection.ChangedBytes < MaxBatchBytes
            && Stopwatch.GetElapsedTime(start) < s_maxBatchTime)
        {
            IReadOnlyList<Notification> page = await Strategy.GetNotificationsAsync(projection.Position, PageSize, cancellationToken)
                .ConfigureAwait(false);
            foreach (Notification notification in page)
            {
                if (projection.Handle(notification))
                {
                    telemetry?.Add(notification);
                }
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

        telemetry?.BeginCommit();
        (ReadModelState state, IReadOnlyCollection<DocumentChange> changes) =
            await GetChangesAsync(projection, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_commit)
        {
            if (_isEnded)
            {
                throw new OperationCanceledException(cancellationToken);
            }

            _lease.ThrowIfLost();
            projection.Documents.Commit(state, changes);
        }

        telemetry?.Succeed(isLive: before >= state.Goal);
        _progress.Changed();
        return true;
    }

    private async Task<(ReadModelState State, IReadOnlyCollection<DocumentChange> Changes)> GetChangesAsync(
        Projection<T> projection, CancellationToken cancellationToken)
    {
        try
        {
            return projection.GetChanges();
        }
        catch (Exception exception) when (exception is not DocumentsDamagedException)
        {
            // A document has a value that can't be stored. After which event is found by going over the batch once more.
            Projection<T> again = new(projection.Documents, _eventStore) { ChecksEachEvent = true };
            while (again.Position < projection.Position)
            {
                foreach (Notification notification in await Strategy.GetNotificationsAsync(again.Position, PageSize, cancellationToken)
                    .ConfigureAwait(false))
                {
                    again.Handle(notification);
                }
            }

            throw;
        }
    }
}
