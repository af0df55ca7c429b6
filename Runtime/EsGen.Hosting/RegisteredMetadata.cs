using Microsoft.Extensions.DependencyInjection;

namespace EsGen.Hosting;

/// <summary>
/// What all registered providers give. They are asked for when the first event is raised, or the host starts: one may need the application
/// itself.
/// </summary>
internal sealed class RegisteredMetadata : IEventMetadataProvider
{
    private readonly Lazy<IEventMetadataProvider[]> _providers;

    /// <param name="provider">The services.</param>
    /// <param name="key">The key of the store, whose own providers come last.</param>
    public RegisteredMetadata(IServiceProvider provider, string? key) => _providers = new Lazy<IEventMetadataProvider[]>(() =>
    [
        .. provider.GetServices<IEventMetadataProvider>(),
        .. key is null ? [] : provider.GetKeyedServices<IEventMetadataProvider>(key),
    ]);

    /// <summary>Makes the providers, so that one that can't be made is known at once.</summary>
    public void Prepare() => _ = _providers.Value;

    public IReadOnlyDictionary<string, string>? GetMetadata()
    {
        IReadOnlyDictionary<string, string>? first = null;
        Dictionary<string, string>? all = null;
        foreach (IEventMetadataProvider provider in _providers.Value)
        {
            if (provider.GetMetadata() is not { Count: > 0 } metadata)
            {
                continue;
            }

            if (first is null)
            {
                first = metadata;
                continue;
            }

            all ??= new Dictionary<string, string>(first, StringComparer.Ordinal);
            foreach ((string name, string value) in metadata)
            {
                all[name] = value;
            }
        }

        return all ?? first;
    }
}
