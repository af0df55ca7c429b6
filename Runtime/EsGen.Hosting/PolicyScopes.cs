using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace EsGen.Hosting;

/// <summary>Makes a policy with services, in a scope of its own.</summary>
internal static class PolicyScopes
{
    public static async ValueTask<PolicyLease<T>> LeaseAsync<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        HostedStore store, IServiceProvider provider)
        where T : class, IPolicy<T>
    {
        AsyncServiceScope scope = provider.CreateAsyncScope();
        try
        {
            T policy = store.Key is null
                ? scope.ServiceProvider.GetRequiredService<T>()
                : ActivatorUtilities.CreateInstance<T>(new KeyedStoreServices(scope.ServiceProvider, store, typeof(T)));
            return new PolicyLease<T>(policy, scope);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
