using EsGen.LiteDB;

namespace EsGen.Tests.ReadModels;

/// <summary>An application in memory with a runner, started when a test says so.</summary>
internal sealed class RunningModels : IAsyncDisposable
{
    public RunningModels(IDatastore? datastore = null, RunnerOptions? options = null)
    {
        Datastore = datastore ?? LiteDbDatastore.Open(":memory:");
        Application = new EventSourcedApplication(Datastore);
        Runner = new EventSourcedRunner(Application, options);
    }

    public IDatastore Datastore { get; }

    public EventSourcedApplication Application { get; }

    public EventSourcedRunner Runner { get; }

    public static async Task<RunningModels> StartAsync<T>(IDatastore? datastore = null, RunnerOptions? options = null)
        where T : class, IReadModel<T>
    {
        RunningModels running = new(datastore, options);
        running.Runner.Add<T>();
        await running.Runner.StartAsync();
        return running;
    }

    public Guid Save(IEventSourced entity)
    {
        Application.Save(entity);
        return entity.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await Application.DisposeAsync();
        Datastore.Dispose();
    }
}
