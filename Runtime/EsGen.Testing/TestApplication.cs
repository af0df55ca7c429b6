namespace EsGen.Testing;

/// <summary>An application in memory with a runner that is at work, for tests of what read models and policies make of events.</summary>
public sealed class TestApplication : EventSourcedApplication
{
    private readonly InMemoryDatastore _datastore;

    private TestApplication(InMemoryDatastore datastore, EventSourcedApplicationOptions options)
        : base(datastore, options)
    {
        _datastore = datastore;

        // A test that lets a method fail wants to know soon.
        Runner = new EventSourcedRunner(this, new RunnerOptions { RetryPause = TimeSpan.Zero });
    }

    /// <summary>The runner, which has started.</summary>
    public EventSourcedRunner Runner { get; }

    /// <summary>Makes an application whose runner has read models, or policies that need nothing of it.</summary>
    /// <param name="clock">The clock that stamps events; the system's unless given.</param>
    /// <param name="add">Adds what the runner is to work on; nothing if null.</param>
    public static TestApplication Create(TimeProvider? clock = null, Action<EventSourcedRunner>? add = null) =>
        Create((runner, _) => add?.Invoke(runner), clock);

    /// <summary>Makes an application whose runner has policies that need its repositories.</summary>
    /// <param name="add">Adds what the runner is to work on.</param>
    /// <param name="clock">The clock that stamps events; the system's unless given.</param>
    public static TestApplication Create(Action<EventSourcedRunner, EventSourcedApplication> add, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(add);
        TestApplication application = new(
            InMemoryDatastore.Open(),
            new EventSourcedApplicationOptions { TimeProvider = clock ?? TimeProvider.System });
        try
        {
            add(application.Runner, application);

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

    /// <summary>Waits until all that is stored is handled, and what policies have made of it is, too.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReadModelStoppedException">A read model can't handle an event.</exception>
    /// <exception cref="PolicyStoppedException">A policy can't.</exception>
    public async Task CaughtUpAsync(CancellationToken cancellationToken = default)
    {
        long last;
        do
        {
            last = EventStore.ActiveRecordStrategy.LastNotificationId;
            await Runner.WaitUntilCaughtUpAsync(cancellationToken).ConfigureAwait(false);
        }
        while (EventStore.ActiveRecordStrategy.LastNotificationId != last);
    }

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
