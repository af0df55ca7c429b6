using EsGen;
using EsGen.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers event-sourced applications.</summary>
public static class EsGenServiceCollectionExtensions
{
    /// <summary>
    /// Registers an application of event-sourced entities: <see cref="IDatastore"/>, <see cref="EventSourcedApplication"/>,
    /// <see cref="EventSourcedRepository{T}"/> and <see cref="ReadModels{T}"/> of every kind, and <see cref="EventSourcedRunner"/>, which
    /// runs with the host. Called again, it adds to what it was told before.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says which datastore, read models and policies.</param>
    public static IServiceCollection AddEsGen(this IServiceCollection services, Action<EsGenBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, key: null, configure);
    }

    /// <summary>
    /// Registers one of several applications, each with a datastore of its own, by keyed services: inject them with
    /// <c>[FromKeyedServices("key")]</c>. Repositories are there for what is added with <see cref="EsGenBuilder.AddRepository{T}"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key, which is the application's name in telemetry, too.</param>
    /// <param name="configure">Says which datastore, repositories, read models and policies.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static IServiceCollection AddEsGen(this IServiceCollection services, string key, Action<EsGenBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, key, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, string? key, Action<EsGenBuilder> configure)
    {
        HostedStore? store = HostedStore.Find(services, key);
        if (store is null)
        {
            store = new HostedStore(key);
            AddStore(services, store);
        }

        configure(new EsGenBuilder(services, store));
        return services;
    }

    private static void AddStore(IServiceCollection services, HostedStore store)
    {
        services.AddKeyedSingleton(store.Key, store);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<EventSourcedApplicationOptions>(store.OptionsName)
            .Configure<IServiceProvider>((options, provider) => SetDefaults(options, provider, store))
            .ValidateOnStart();
        services.AddOptions<RunnerOptions>(store.OptionsName).ValidateOnStart();
        services.TryAddKeyedSingleton<EventSourcedApplication>(store.Key, (provider, _) => store.CreateApplication(provider));
        services.TryAddKeyedSingleton<EventSourcedRunner>(store.Key, (provider, _) => store.CreateRunner(provider));
        if (store.Key is null)
        {
            services.TryAddSingleton(typeof(EventSourcedRepository<>));
            services.TryAddSingleton(typeof(ReadModels<>));
        }

        // Not AddHostedService, which registers one of a type only.
        services.AddSingleton<IHostedService>(provider => new HostedRunner(provider, store));
    }

    // What somebody has set before stays.
    private static void SetDefaults(EventSourcedApplicationOptions options, IServiceProvider provider, HostedStore store)
    {
        options.Name ??= store.Key;
        if (options.TimeProvider == TimeProvider.System)
        {
            options.TimeProvider = provider.GetRequiredService<TimeProvider>();
        }

        if (options.LoggerFactory is NullLoggerFactory && provider.GetService<ILoggerFactory>() is { } loggers)
        {
            options.LoggerFactory = loggers;
        }

        options.MetadataProviders.Add(store.GetMetadata(provider));
    }
}
