using EsGen.LiteDB;

namespace EsGen.Tests.Policies;

/// <summary>An application in memory with a runner, started when a test says so.</summary>
internal sealed class RunningPolicies : IAsyncDisposable
{
    private readonly LiteDbDatastore? _own;

    public RunningPolicies(IActiveRecordStrategy? strategy = null, RunnerOptions? options = null)
    {
        _own = strategy is null ? LiteDbDatastore.Open(":memory:") : null;
        Application = new EventSourcedApplication(strategy ?? _own!.ActiveRecordStrategy);
        Options = options ?? new RunnerOptions { RetryPause = TimeSpan.FromMilliseconds(1), Attempts = 3 };
        Runner = new EventSourcedRunner(Application, Options);
    }

    public EventSourcedApplication Application { get; }

    public RunnerOptions Options { get; }

    public EventSourcedRunner Runner { get; private set; }

    public IActiveRecordStrategy Strategy => Application.EventStore.ActiveRecordStrategy;

    public static async Task<RunningPolicies> StartAsync<T>(Func<EventSourcedApplication, T> policy, IActiveRecordStrategy? strategy = null, RunnerOptions? options = null)
        where T : class, IPolicy<T>
    {
        RunningPolicies running = new(strategy, options);
        await running.RestartAsync(policy);
        return running;
    }

    /// <summary>Begins anew, as the next process would.</summary>
    public async Task RestartAsync<T>(Func<EventSourcedApplication, T> policy)
        where T : class, IPolicy<T>
    {
        await Runner.DisposeAsync();
        Runner = new EventSourcedRunner(Application, Options);
        Runner.Add(policy(Application));
        await Runner.StartAsync();
    }

    public Guid Save(IEventSourced entity)
    {
        Application.Save(entity);
        return entity.Id;
    }

    /// <summary>All of one kind that are stored.</summary>
    public IReadOnlyList<T> All<T>()
        where T : class, IEventSourced<T>
    {
        EventSourcedRepository<T> repository = Application.Repository<T>();
        return [.. repository.GetIds(limit: 100_000).Select(id => repository[id])];
    }

    public Task CaughtUpAsync() => Runner.WaitUntilCaughtUpAsync();

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await Application.DisposeAsync();
        _own?.Dispose();
    }
}
