using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>
/// Takes what is stored to read models and policies, in the background: each at its own pace, so that a slow one holds nobody up.
/// </summary>
/// <remarks>
/// One for each store and process is enough. A second one in the same process stands by: it works on what nobody else works on any more.
/// Dispose of the runner first, then of the application and the datastore.
/// </remarks>
public sealed partial class EventSourcedRunner : IAsyncDisposable, IDisposable
{
    private readonly EventSourcedApplication _application;
    private readonly RunnerOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly List<IRunnerTask> _tasks = [];
    private readonly CancellationTokenSource _stopping = new();
    private bool _isStarted;
    private Task[]? _work;
    private Task? _stop;

    /// <summary>A runner, which does nothing before it is started.</summary>
    /// <param name="application">The application whose events it follows; it stays the caller's.</param>
    /// <param name="options">How it behaves; the defaults unless given.</param>
    public EventSourcedRunner(EventSourcedApplication application, RunnerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(application);
        _application = application;
        _options = options ?? new RunnerOptions();
        _logger = application.Options.LoggerFactory.CreateLogger(RunnerLog.Category);
    }

    /// <summary>How it stands with each of the things that it was given, in this process.</summary>
    public IReadOnlyList<RunnerStatus> Status => GetStatus();

    /// <summary>Gives the runner a read model to make.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    /// <exception cref="InvalidOperationException">The runner is started, or has a model of that name already.</exception>
    /// <exception cref="NotSupportedException">The datastore keeps no read models.</exception>
    public void Add<T>()
        where T : class, IReadModel<T>
    {
        IReadModelStore store = _application.ClaimReadModel<T>();
        lock (_lock)
        {
            EnsureNotStarted(typeof(T));
            foreach (IReadModelTask other in _tasks.OfType<IReadModelTask>())
            {
                if (other.Description.Names.Intersect(T.Description.Names, StringComparer.Ordinal).FirstOrDefault() is { } name)
                {
                    throw new InvalidOperationException(
                        $"The runner has a read model with the name '{name}' already. Add each once, and give {typeof(T)} another name if "
                            + "it is another one: [ReadModel(\"name\")].");
                }
            }

            _tasks.Add(new ReadModelTask<T>(_application.EventStore, store, _application.LeaseStore, _options, _logger));
        }
    }

    /// <summary>Begins to work, from where the last one left off.</summary>
    /// <param name="cancellationToken">Refuses the start.</param>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_isStarted || _stop is not null)
            {
                throw new InvalidOperationException("A runner is started once; make another one.");
            }

            _isStarted = true;
        }

        try
        {
            foreach (IPolicyTask policy in _tasks.OfType<IPolicyTask>())
            {
                await policy.PrepareAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            lock (_lock)
            {
                _isStarted = false;
            }

            throw;
        }

        lock (_lock)
        {
            if (_stop is not null)
            {
                throw new InvalidOperationException("The runner was stopped before it had started.");
            }

            foreach (IRunnerTask task in _tasks)
            {
                task.Begin();
            }

            CancellationToken stopping = _stopping.Token;
            _work = [.. _tasks.Select(task => Task.Run(() => RunAsync(task), CancellationToken.None))];
            RunnerTelemetry.Add(GetStatus, _application.EventStore);

            // Whatever span the start ran in, the work doesn't belong to it.
            async Task RunAsync(IRunnerTask task)
            {
                Activity.Current = null;
                await task.RunAsync(stopping).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until everything up to what is stored at this moment is handled.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReadModelStoppedException">A read model stands at an event before that.</exception>
    /// <exception cref="PolicyStoppedException">A policy does.</exception>
    /// <exception cref="RunnerNotStartedException">The runner isn't started, or is stopped.</exception>
    public async Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken = default)
    {
        long last = await _application.EventStore.ActiveRecordStrategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        foreach (IRunnerTask task in GetTasks())
        {
            await task.WaitAsync(last, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// How it stands with each of the things that it was given, over all processes: of what another one works on it is what that one has
    /// stored.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async Task<IReadOnlyList<RunnerStatus>> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        IActiveRecordStrategy strategy = _application.EventStore.ActiveRecordStrategy;
        long last = await strategy.GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false);
        List<RunnerStatus> all = [];
        foreach (IRunnerTask task in GetTasks())
        {
            RunnerStatus status = GetStatus(task, last);
            if (task is IPolicyTask { IsElsewhere: true } policy)
            {
                // With the lease it is heard of now and then only. Documents have their position with them.
                string name = policy.Description.TrackingName;
                long stored = await strategy.GetTrackingAsync(name, cancellationToken).ConfigureAwait(false) ?? 0;
                long position = Math.Max(status.Position, stored);
                IReadOnlyList<ParkedEvent> parked = await policy.GetParkedAsync(0, int.MaxValue, cancellationToken).ConfigureAwait(false);
                status = status with { Position = position, Behind = Math.Max(last - position, 0), Parked = parked.Count };
            }

            all.Add(status);
        }

        return all;
    }

    /// <summary>
    /// Makes a read model's documents again, beside those that there are, which answer until the new ones have caught up.
    /// </summary>
    /// <typeparam name="T">The model's class.</typeparam>
    /// <param name="cancellationToken">Gives up; the documents that there are stay.</param>
    /// <exception cref="InvalidOperationException">The runner wasn't given this model.</exception>
    /// <exception cref="ReadModelStoppedException">The model stands at an event that it can't handle.</exception>
    /// <exception cref="RunnerNotStartedException">The runner isn't at work on it.</exception>
    public async Task RebuildAsync<T>(CancellationToken cancellationToken = default)
        where T : class, IReadModel<T>
    {
        ReadModelTask<T> task = GetTasks().OfType<ReadModelTask<T>>().FirstOrDefault()
            ?? throw new InvalidOperationException($"The runner doesn't have {typeof(T)}; add it before the start.");
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        try
        {
            await Task.Run(() => task.RebuildAsync(either.Token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunnerNotStartedException(task.Name);
        }
    }

    /// <summary>
    /// Ends the work and waits for it, as long as the option <see cref="RunnerOptions.StopTimeout"/> says; what hasn't ended then can't
    /// store anything any more. A second call waits for the first one.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting, as the time-out does.</param>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return _stop ??= StopOnceAsync(_work, cancellationToken);
        }
    }

    /// <summary>Stops, and waits for it.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    /// <summary>Stops, and waits for it.</summary>
    public void Dispose() => StopAsync().GetAwaiter().GetResult();

    private async Task StopOnceAsync(Task[]? work, CancellationToken cancellationToken)
    {
        if (work is null)
        {
            return;
        }

        RunnerTelemetry.Remove(GetStatus);

        // Elsewhere, because callbacks run in here.
        await Task.Run(_stopping.Cancel, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await Task.WhenAll(work).WaitAsync(_options.StopTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Somebody's code goes on; what it comes to is refused.
        }

        string[] left = [.. _tasks.Zip(work).Where(static pair => !pair.Second.IsCompleted).Select(static pair => pair.First.Name)];
        foreach (IRunnerTask task in _tasks)
        {
            task.End();
        }

        if (left.Length > 0)
        {
            RunnerLog.StillAtWork(_logger, string.Join(", ", left));
        }
    }

    private IReadOnlyList<RunnerStatus> GetStatus() => GetStatus(_application.EventStore.ActiveRecordStrategy.LastNotificationId);

    private IReadOnlyList<RunnerStatus> GetStatus(long last) =>
    [
        .. GetTasks().Select(task => GetStatus(task, last)),
    ];

    private static RunnerStatus GetStatus(IRunnerTask task, long last)
    {
        // Once: a store may have to ask a server.
        long position = task.Position;
        IPolicyTask? policy = task as IPolicyTask;
        return new RunnerStatus(task.Name, task.Kind, task.State, position, Math.Max(last - position, 0), task.Exception)
        {
            CausationDepth = policy?.CausationDepth ?? 0,
            Parked = policy?.Parked ?? 0,
        };
    }

    private void EnsureNotStarted(Type type)
    {
        if (_isStarted || _stop is not null)
        {
            throw new InvalidOperationException($"The runner is started; add {type} before that.");
        }
    }

    private IRunnerTask[] GetTasks()
    {
        lock (_lock)
        {
            return [.. _tasks];
        }
    }
}
