using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EsGen.Hosting;

/// <summary>What one store, that without a key or a keyed one, was told when services were registered.</summary>
internal sealed class HostedStore(string? key)
{
    private readonly OrderedDictionary<Type, HostedPart> _parts = [];

    public string? Key { get; } = key;

    public string OptionsName => Key ?? Options.DefaultName;

    /// <summary>For messages: <c>" of 'key'"</c>.</summary>
    public string Suffix => Key is null ? "" : $" of '{Key}'";

    /// <summary>The application's class, where it isn't EsGen's own.</summary>
    public Type? ApplicationType { get; set; }

    /// <summary>Makes the application; EsGen's own class unless set.</summary>
    public Func<IServiceProvider, IDatastore, EventSourcedApplicationOptions, EventSourcedApplication>? ApplicationFactory { get; set; }

    /// <summary>Whether somebody has set options, which a class that takes none would ignore.</summary>
    public bool IsConfigured { get; set; }

    public IEnumerable<HostedPart> Parts => _parts.Values;

    public static HostedStore? Find(IServiceCollection services, string? key) => services
        .Where(service => service.ServiceType == typeof(HostedStore) && Equals(service.ServiceKey, key))
        .Select(static service =>
            (HostedStore?)(service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance))
        .FirstOrDefault();

    public static T? Find<T>(IServiceProvider provider, string? key)
        where T : class => key is null ? provider.GetService<T>() : provider.GetKeyedService<T>(key);

    /// <summary>Gives the runner something to work on, once.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(Type type, HostedPart part) => _parts.TryAdd(type, part);

    public T Get<T>(IServiceProvider provider)
        where T : class => Key is null ? provider.GetRequiredService<T>() : provider.GetRequiredKeyedService<T>(Key);

    public EventSourcedApplicationOptions GetOptions(IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<EventSourcedApplicationOptions>>().Get(OptionsName);

    public RunnerOptions GetRunnerOptions(IServiceProvider provider) =>
        provider.GetRequiredService<IOptionsMonitor<RunnerOptions>>().Get(OptionsName);

    /// <exception cref="InvalidOperationException">There is no datastore.</exception>
    public IDatastore GetDatastore(IServiceProvider provider) => Find<IDatastore>(provider, Key) ?? throw new InvalidOperationException(
        $"There is no datastore{Suffix}. Say which: {(Key is null ? "AddEsGen(" : $"AddEsGen(\"{Key}\", ")}esgen => "
            + "esgen.UseDatastore(services => …)).");

    public IDatastore Open(IServiceProvider provider, Func<IServiceProvider, IDatastore> open)
    {
        IDatastore datastore = open(provider)
            ?? throw new InvalidOperationException($"What UseDatastore was given{Suffix} has returned null.");
        try
        {
            // Both do nothing where they were called before.
            datastore.SetupConnection();
            datastore.SetupTables();
            return datastore;
        }
        catch
        {
            datastore.Dispose();
            throw;
        }
    }

    public EventSourcedApplication CreateApplication(IServiceProvider provider)
    {
        IDatastore datastore = GetDatastore(provider);
        EventSourcedApplicationOptions options = GetOptions(provider);
        return ApplicationFactory is null
            ? new EventSourcedApplication(datastore, options)
            : ApplicationFactory(provider, datastore, options);
    }

    public EventSourcedRunner CreateRunner(IServiceProvider provider)
    {
        EventSourcedApplication application = Get<EventSourcedApplication>(provider);
        if (ApplicationType is { } type)
        {
            // The same instance, which services dispose of once more: before the runner is made, so that the runner ends before it.
            _ = Key is null ? provider.GetRequiredService(type) : provider.GetRequiredKeyedService(type, Key);
        }

        EventSourcedRunner runner = new(application, GetRunnerOptions(provider));
        try
        {
            foreach (HostedPart part in Parts)
            {
                part.AddTo(runner, provider);
            }

            return runner;
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    public IEventMetadataProvider GetMetadata(IServiceProvider provider) => new RegisteredMetadata(provider, Key);
}
