namespace EsGen.Testing;

/// <summary>An application in memory with a runner that is started, for tests and gone with them.</summary>
/// <remarks>Make one for each test: it costs next to nothing.</remarks>
public sealed class TestApplication : EventSourcedApplication
{
    private readonly InMemoryDatastore _datastore;

    private TestApplication(InMemoryDatastore datastore, EventSourcedApplicationOptions options)
        : base(datastore, options)
    {
        _datastore = datastore;
        Runner = new EventSourcedRunner(this);
    }

    /// <summary>The runner.</summary>
    public EventSourcedRunner Runner { get; }

    /// <summary>Makes an application, and starts its runner.</summary>
    /// <param name="clock">The clock that stamps events; the system's unless given.</param>
    /// <param name="add">Gives the runner what it is to work on.</param>
    public static TestApplication Create(TimeProvider? clock = null, Action<EventSourcedRunner>? add = null)
    {
        TestApplication application = new(InMemoryDatastore.Open(), new EventSourcedApplicationOptions { TimeProvider = clock ?? TimeProvider.System });
        try
        {
            add?.Invoke(application.Runner);

            // In memory nothing is waited for.
            application.Runner.StartAsync().GetAwaiter().GetResult();
            return application;
        }
        catch
        {
            application.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the runner has handled all that is stored.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReadModelStoppedException">A read model stands at an event before that.</exception>
    public Task CaughtUpAsync(CancellationToken cancellationToken = default) => Runner.WaitUntilCaughtUpAsync(cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Runner.Dispose();
        }

        base.Dispose(disposing);
        _datastore.Dispose();
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        await Runner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }
}
