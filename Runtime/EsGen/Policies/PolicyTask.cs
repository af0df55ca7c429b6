using System.Diagnostics.CodeAnalysis;
using EsGen.CompilerServices;
using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>A runner's work on one policy: beginning, ending, and who works on it.</summary>
/// <typeparam name="T">The policy's class.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "Nobody asks them for a handle, so there is nothing to dispose of.")]
internal sealed partial class PolicyTask<T> : IPolicyTask, ILeasedWork
    where T : class, IPolicy<T>
{
    private readonly EventSourcedApplication _application;
    private readonly Func<ValueTask<PolicyLease<T>>> _lease;
    private readonly RunnerOptions _options;
    private readonly ILogger _logger;
    private readonly PolicyProgress _progress;
    private readonly Lock _commit = new();
    private readonly CancellationTokenSource _ended = new();

    // Held while a batch is handled, and while parked events are tried again.
    private readonly SemaphoreSlim _batch = new(1, 1);
    private bool _isAtWork;
    private bool _isOwner;
    private volatile bool _isEnded;
    private volatile PolicyStoppedException? _failure;

    public PolicyTask(EventSourcedApplication application, Func<ValueTask<PolicyLease<T>>> lease, RunnerOptions options)
    {
        _application = application;
        _lease = lease;
        _options = options;
        _logger = application.Options.LoggerFactory.CreateLogger("EsGen.Policies");
        foreach (HandledEntity entity in T.Description.Entities)
        {
            application.EventStore.Claim(entity.Description);
        }

        Tracking.ThrowIfNotAName(T.Description.TrackingName, nameof(T));
        if (T.Description is { Parallelism: > 1, ReturnsSomething: true })
        {
            throw new InvalidOperationException(
                $"{typeof(T)} can't handle several events at once, because it returns what is stored in one commit with its position; "
                    + "leave Parallelism out.");
        }

        _progress = PolicyProgress.Of(application.EventStore.ActiveRecordStrategy, Name);
        _workLease = new WorkLease(application.LeaseStore, T.Description.TrackingName, options);
    }

    public string Name => T.Description.Name;

    public RunnerKind Kind => RunnerKind.Policy;

    public PolicyDescription Description => T.Description;

    public long Position => _progress.Position;

    public int CausationDepth => _progress.Depth;

    public int Parked => _progress.Parked;

    public bool IsElsewhere => _workLease is { IsShared: true, IsHeld: false };

    public Exception? Exception => Failure is { } failure ? failure.InnerException ?? failure : null;

    public RunnerState State
    {
        get
        {
            lock (_commit)
            {
                return _isAtWork && !_isEnded && Failure is null ? RunnerState.Running : RunnerState.Stopped;
            }
        }
    }

    private PolicyStoppedException? Failure => _failure ?? _progress.Failure;

    private IActiveRecordStrategy Strategy => _application.EventStore.ActiveRecordStrategy;

    /// <summary>Finds out where the policy is, and stores it where that isn't known under its name yet.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        string name = T.Description.TrackingName;
        long? own = await Strategy.GetTrackingAsync(name, cancellationToken).ConfigureAwait(false);
        long? position = own;
        foreach (string former in T.Description.FormerTrackingNames)
        {
            long? before = await Strategy.GetTrackingAsync(former, cancellationToken).ConfigureAwait(false);
            position = position is null || before > position ? before : position;
        }

        if (position is null && T.Description.StartsAt == PolicyStart.End)
        {
            position = await Strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        }

        if (position is { } found && position != own)
        {
            try
            {
                await Strategy.AppendAsync([], new Tracking(name, found), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TrackingConflictException or LeaseLostException)
            {
                // Another runner has begun at the same time.
                position = await Strategy.GetTrackingAsync(name, cancellationToken).ConfigureAwait(false);
            }
        }

        _progress.Set(position ?? 0);
    }

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
            releases = _isOwner;
        }

        // What waits for the store is refused; what the store has begun with it stores, whole.
        _ended.Cancel();
        _workLease.Abandon();
        _progress.RemoveRunner();
        if (releases)
        {
            // What stopped this one needn't stop the next one, which may be waited for before it has begun.
            _progress.TakeOver();
            _progress.Ownership.Release();
        }
    }

    public ValueTask WaitAsync(long notificationId, CancellationToken cancellationToken) =>
        _progress.WaitAsync(notificationId, cancellationToken);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Another runner of this process may work on it; then this one stands by.
            await _progress.Ownership.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_commit)
            {
                _isOwner = !_isEnded;
            }

            if (!_isOwner)
            {
                _progress.Ownership.Release();
                return;
            }

            while (await WorkWhileLeasedAsync(cancellationToken).ConfigureAwait(false))
            {
                // Another process has it now.
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || _ended.IsCancellationRequested)
        {
            // The runner stops.
        }
        catch (Exception exception)
        {
            PolicyStoppedException failure = exception as PolicyStoppedException ?? new PolicyStoppedException(Name, exception);

            // What went on after the stop concerns nobody any more.
            if (_isEnded)
            {
                return;
            }

            try
            {
                // First: whoever waits for the policy finds it in the log.
                PolicyLog.Stopped(_logger, Name, failure);
                CountFailure(failure.InnerException ?? failure);
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
            }
        }
    }

    private async Task<bool> HandleNextAsync(CancellationToken cancellationToken)
    {
        await _batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await EnsureOpenAsync(cancellationToken).ConfigureAwait(false);
            return await RetryDueAsync(cancellationToken).ConfigureAwait(false)
                || await HandleBatchAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _batch.Release();
        }
    }
}
