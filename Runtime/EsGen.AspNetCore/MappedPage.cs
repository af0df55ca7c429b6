using EsGen.AspNetCore.Reading;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EsGen.AspNetCore;

/// <summary>One page that was mapped, with the store that it shows. Nothing of the store is asked for before somebody looks.</summary>
internal sealed class MappedPage
{
    private readonly IServiceProvider _services;
    private readonly Lazy<StreamStates> _states;

    public MappedPage(IServiceProvider services, EsGenPageOptions options)
    {
        _services = services;
        Options = options;
        string name = services.GetService<IHostEnvironment>()?.ApplicationName ?? "EsGen";
        Name = options.Key is { } key ? $"{name} · {key}" : name;
        Stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        Antiforgery = services.GetService<IAntiforgery>();
        Speeds = new RunnerSpeeds(services.GetService<TimeProvider>() ?? TimeProvider.System);
        Catalog = new EntityCatalog(Name, () => Application.EventStore);
        Verification = new Verification(services.GetService<TimeProvider>() ?? TimeProvider.System);
        _states = new Lazy<StreamStates>(() => new StreamStates(Application));
    }

    public EsGenPageOptions Options { get; }

    /// <summary>What the page is called: the host's application, and the store's key.</summary>
    public string Name { get; }

    /// <summary>When the host begins to stop.</summary>
    public CancellationToken Stopping { get; }

    public IAntiforgery? Antiforgery { get; }

    public RunnerSpeeds Speeds { get; }

    public EntityCatalog Catalog { get; }

    public Verification Verification { get; }

    public StreamStates States => _states.Value;

    public EventSourcedApplication Application => Options.Key is null
        ? _services.GetRequiredService<EventSourcedApplication>()
        : _services.GetRequiredKeyedService<EventSourcedApplication>(Options.Key);

    public IActiveRecordStrategy Strategy => Application.EventStore.ActiveRecordStrategy;

    /// <summary>The datastore; null if the application was made without one.</summary>
    public IDatastore? Datastore => Options.Key is null
        ? _services.GetService<IDatastore>()
        : _services.GetKeyedService<IDatastore>(Options.Key);

    /// <summary>The runner; null if none is registered.</summary>
    public EventSourcedRunner? Runner => Options.Key is null
        ? _services.GetService<EventSourcedRunner>()
        : _services.GetKeyedService<EventSourcedRunner>(Options.Key);
}
