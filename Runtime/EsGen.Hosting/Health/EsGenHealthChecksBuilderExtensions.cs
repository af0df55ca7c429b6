using EsGen;
using EsGen.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health checks of event-sourced applications.</summary>
public static class EsGenHealthChecksBuilderExtensions
{
    private static readonly string[] s_tags = ["ready", "live"];

    /// <summary>
    /// Adds three checks, <c>esgen-store</c>, <c>esgen-readmodels</c> and <c>esgen-policies</c>, with the tags <c>ready</c> and
    /// <c>live</c>. Once is enough.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Says when all is well.</param>
    public static IHealthChecksBuilder AddEsGen(this IHealthChecksBuilder builder, Action<EsGenHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add(builder, key: null, configure);
    }

    /// <summary>Adds the three checks of a store with a key, which is at the end of their names: <c>esgen-store-key</c>.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="key">The store's key.</param>
    /// <param name="configure">Says when all is well.</param>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static IHealthChecksBuilder AddEsGen(this IHealthChecksBuilder builder, string key, Action<EsGenHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Add(builder, key, configure);
    }

    private static IHealthChecksBuilder Add(IHealthChecksBuilder builder, string? key, Action<EsGenHealthOptions>? configure)
    {
        string options = key ?? Options.Options.DefaultName;
        builder.Services.AddOptions<EsGenHealthOptions>(options).Configure(configure ?? (static _ => { })).ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddCheck("esgen-store", provider => new StoreHealthCheck(new HealthProbe(provider, key)));
        AddCheck("esgen-readmodels", provider => new RunnerHealthCheck(new HealthProbe(provider, key), RunnerKind.ReadModel));
        AddCheck("esgen-policies", provider => new RunnerHealthCheck(new HealthProbe(provider, key), RunnerKind.Policy));
        return builder;

        // One check for all times that it is asked, because it remembers what it saw.
        void AddCheck(string kind, Func<IServiceProvider, IHealthCheck> create)
        {
            string name = key is null ? kind : $"{kind}-{key}";
            builder.Services.TryAddKeyedSingleton(name, (provider, _) => create(provider));
            builder.Services.Configure<HealthCheckServiceOptions>(all =>
            {
                if (all.Registrations.All(registration => registration.Name != name))
                {
                    all.Registrations.Add(new HealthCheckRegistration(
                        name, provider => provider.GetRequiredKeyedService<IHealthCheck>(name), failureStatus: null, s_tags));
                }
            });
        }
    }
}
