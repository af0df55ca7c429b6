namespace EsGen.PostgreSql.Tests;

/// <summary>One of several that use a store: a datastore of its own, an application, and a runner that a test starts.</summary>
internal sealed class Node : IAsyncDisposable
{
    private Node(PostgreSqlDatastore datastore, RunnerOptions? options)
    {
        Datastore = datastore;
        Application = new EventSourcedApplication(datastore);
        Runner = new EventSourcedRunner(Application, options);
    }

    public PostgreSqlDatastore Datastore { get; }

    public EventSourcedApplication Application { get; }

    public EventSourcedRunner Runner { get; }

    public IActiveRecordStrategy Strategy => Datastore.ActiveRecordStrategy;

    public static async Task<Node> OpenAsync(PostgreSqlSettings settings, RunnerOptions? options = null) =>
        new(await PostgreSqlDatastore.OpenAsync(settings), options);

    public static async Task<Node> StartAsync<T>(PostgreSqlSettings settings, RunnerOptions? options = null)
        where T : class, IReadModel<T>
    {
        Node node = await OpenAsync(settings, options);
        node.Runner.Add<T>();
        await node.Runner.StartAsync();
        return node;
    }

    public Guid Save(IEventSourced entity)
    {
        Application.Save(entity);
        return entity.Id;
    }

    /// <summary>Saves many, which share commits.</summary>
    public async Task SaveAsync(IEnumerable<IEventSourced> entities) =>
        await Task.WhenAll(entities.Select(entity => Application.SaveAsync(entity).AsTask()));

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        await Application.DisposeAsync();
        await Datastore.DisposeAsync();
    }
}
