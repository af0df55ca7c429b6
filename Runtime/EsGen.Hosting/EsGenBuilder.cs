using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EsGen.Hosting;

/// <summary>Says what belongs to an event-sourced application.</summary>
public sealed class EsGenBuilder
{
    private readonly HostedStore _store;

    internal EsGenBuilder(IServiceCollection services, HostedStore store)
    {
        Services = services;
        _store = store;
    }

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key of the application's services; null for that without one.</summary>
    public string? Key => _store.Key;

    /// <summary>Says which datastore. It is opened when the host starts, and disposed of last. Of two calls the later one counts.</summary>
    /// <param name="open">Opens it. What set-up is missing is done.</param>
    public EsGenBuilder UseDatastore(Func<IServiceProvider, IDatastore> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        HostedStore store = _store;
        Services.RemoveAllKeyed<IDatastore>(Key);
        Services.AddKeyedSingleton<IDatastore>(Key, (provider, _) => store.Open(provider, open));
        return this;
    }

    /// <summary>Uses an application of yours, which can be injected as what it is, too.</summary>
    /// <typeparam name="TApplication">
    /// Its class. The constructor gets the datastore, <see cref="EventSourcedApplicationOptions"/> and whatever services it asks for.
    /// </typeparam>
    public EsGenBuilder UseApplication<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TApplication>()
        where TApplication : EventSourcedApplication
    {
        HostedStore store = _store;
        return UseApplication((provider, datastore, options) => Create<TApplication>(store, provider, datastore, options));
    }

    /// <summary>Uses an application of yours, which can be injected as what it is, too. Of two calls the later one counts.</summary>
    /// <typeparam name="TApplication">Its class.</typeparam>
    /// <param name="create">Makes it.</param>
    public EsGenBuilder UseApplication<TApplication>(
        Func<IServiceProvider, IDatastore, EventSourcedApplicationOptions, TApplication> create)
        where TApplication : EventSourcedApplication
    {
        ArgumentNullException.ThrowIfNull(create);
        HostedStore store = _store;
        if (store.ApplicationType is { } before)
        {
            Services.RemoveAllKeyed(before, Key);
            store.ApplicationType = null;
        }

        store.ApplicationFactory = (provider, datastore, options) => create(provider, datastore, options)
            ?? throw new InvalidOperationException($"What UseApplication was given{store.Suffix} has returned null.");
        if (typeof(TApplication) != typeof(EventSourcedApplication))
        {
            store.ApplicationType = typeof(TApplication);
            Services.AddKeyedSingleton(Key, (provider, _) => (TApplication)store.Get<EventSourcedApplication>(provider));
        }

        return this;
    }

    /// <summary>Sets options of the application. They are checked when the host starts.</summary>
    /// <param name="configure">Sets them.</param>
    public EsGenBuilder Configure(Action<EventSourcedApplicationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _store.IsConfigured = true;
        Services.Configure(_store.OptionsName, configure);
        return this;
    }

    /// <summary>Sets options of the runner. They are checked when the host starts.</summary>
    /// <param name="configure">Sets them.</param>
    public EsGenBuilder ConfigureRunner(Action<RunnerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(_store.OptionsName, configure);
        return this;
    }

    /// <summary>
    /// Takes options from a section of the configuration, and those of the runner from its section <c>Runner</c>. What isn't there stays;
    /// what is no option, or has no value that fits, keeps the host from starting.
    /// </summary>
    /// <param name="section">The section's path.</param>
    public EsGenBuilder BindConfiguration(string section = "EsGen")
    {
        ArgumentException.ThrowIfNullOrEmpty(section);
        Services.AddOptions<EventSourcedApplicationOptions>(_store.OptionsName)
            .Configure<IConfiguration>((options, configuration) => ConfigurationBinding.Bind(configuration.GetSection(section), options));
        Services.AddOptions<RunnerOptions>(_store.OptionsName)
            .Configure<IConfiguration>((options, configuration) =>
                ConfigurationBinding.BindRunner(configuration.GetSection(section), options));
        return this;
    }

    /// <summary>
    /// Registers the repository of one kind of entity. It is needed for stores with a key only; without one, all are there.
    /// </summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    public EsGenBuilder AddRepository<T>()
        where T : class, IEventSourced<T>
    {
        HostedStore store = _store;
        Services.TryAddKeyedSingleton(Key, (provider, _) => store.Get<EventSourcedApplication>(provider).Repository<T>());
        return this;
    }

    /// <summary>Has a read model made, and registers its documents. Once is enough.</summary>
    /// <typeparam name="T">The model's class.</typeparam>
    public EsGenBuilder AddReadModel<T>()
        where T : class, IReadModel<T>
    {
        HostedStore store = _store;
        if (store.Add(typeof(T), new HostedPart(static (runner, _) => runner.Add<T>(), static _ => ValueTask.CompletedTask)))
        {
            Services.TryAddKeyedSingleton(Key, (provider, _) => store.Get<EventSourcedApplication>(provider).ReadModels<T>());
        }

        return this;
    }

    /// <summary>
    /// Has a policy run. It is made with services, in a scope for each batch of events; in a store with a key it gets that store's. Once is
    /// enough.
    /// </summary>
    /// <typeparam name="T">The policy's class.</typeparam>
    public EsGenBuilder AddPolicy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : class, IPolicy<T>
    {
        HostedStore store = _store;
        HostedPart part = new(
            (runner, provider) => runner.Add(() => PolicyScopes.LeaseAsync<T>(store, provider)),
            async provider =>
                await (await PolicyScopes.LeaseAsync<T>(store, provider).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false));
        if (store.Add(typeof(T), part) && Key is null)
        {
            Services.TryAddScoped<T>();
        }

        return this;
    }

    private static TApplication Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TApplication>(
        HostedStore store, IServiceProvider provider, IDatastore datastore, EventSourcedApplicationOptions options)
        where TApplication : EventSourcedApplication
    {
        HashSet<Type> parameters =
            [.. typeof(TApplication).GetConstructors()
                .SelectMany(static constructor => constructor.GetParameters())
                .Select(static parameter => parameter.ParameterType)];
        object place = parameters.Contains(typeof(IActiveRecordStrategy)) && !parameters.Contains(typeof(IDatastore))
            ? datastore.ActiveRecordStrategy
            : datastore;
        if (parameters.Contains(typeof(EventSourcedApplicationOptions)))
        {
            return ActivatorUtilities.CreateInstance<TApplication>(provider, place, options);
        }

        if (parameters.Contains(typeof(IOptions<EventSourcedApplicationOptions>)))
        {
            return ActivatorUtilities.CreateInstance<TApplication>(provider, place, Options.Create(options));
        }

        const string Advice = "Give its constructor a parameter of that type, and pass it to the base";
        if (store.IsConfigured)
        {
            throw new InvalidOperationException(
                $"{typeof(TApplication)} takes no {nameof(EventSourcedApplicationOptions)}, so that what Configure sets would be "
                    + $"ignored. {Advice}.");
        }

        if (provider.GetService<ILoggerFactory>() is { } loggers)
        {
            HostingLog.NoOptions(loggers.CreateLogger(HostingLog.Category), typeof(TApplication), Advice);
        }

        return ActivatorUtilities.CreateInstance<TApplication>(provider, place);
    }
}
