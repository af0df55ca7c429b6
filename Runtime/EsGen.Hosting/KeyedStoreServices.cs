using Microsoft.Extensions.DependencyInjection;

namespace EsGen.Hosting;

/// <summary>
/// Services as a policy of a keyed store sees them: what belongs to a store is that store's, so that nothing of another one gets into its
/// hands unasked.
/// </summary>
internal sealed class KeyedStoreServices(IServiceProvider provider, HostedStore store, Type policy)
    : IKeyedServiceProvider, IServiceProviderIsService
{
    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProviderIsService))
        {
            return this;
        }

        if (!IsOfStore(serviceType))
        {
            return provider.GetService(serviceType);
        }

        return ((IKeyedServiceProvider)provider).GetKeyedService(serviceType, store.Key) ?? throw new InvalidOperationException(
            $"{policy} of the store '{store.Key}' takes {serviceType}, which that store doesn't have. Add it: AddEsGen(\"{store.Key}\", "
            + "esgen => esgen.AddRepository<…>()), or AddReadModel<…>(); if another store's is meant, say so with [FromKeyedServices].");
    }

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)provider).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)provider).GetRequiredKeyedService(serviceType, serviceKey);

    public bool IsService(Type serviceType) =>
        IsOfStore(serviceType) || provider.GetService<IServiceProviderIsService>()?.IsService(serviceType) == true;

    private bool IsOfStore(Type type) =>
        type == typeof(IDatastore)
        || type == typeof(EventSourcedApplication)
        || type == typeof(EventSourcedRunner)
        || type == store.ApplicationType
        || (type.IsConstructedGenericType
            && (type.GetGenericTypeDefinition() == typeof(EventSourcedRepository<>)
                || type.GetGenericTypeDefinition() == typeof(ReadModels<>)));
}
