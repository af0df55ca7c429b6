using EsGen;
using EsGen.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the page of an event-sourced application.</summary>
public static class EsGenEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the page that shows an application's streams at each of their versions, causes and effects, read models, policies and parked
    /// events; and the same as JSON below <c>api</c>. It shows everything that is stored.
    /// </summary>
    /// <param name="endpoints">The application's endpoints.</param>
    /// <param name="pattern">Where: a path such as <c>/esgen</c>.</param>
    /// <param name="configure">Sets options: outside of Development an <see cref="EsGenPageOptions.AuthorizationPolicy"/> at least.</param>
    /// <returns>All endpoints of the page, to add to; what lets everybody in again is ignored outside of Development.</returns>
    /// <exception cref="InvalidOperationException">
    /// It is no Development and there is no authorization policy, or something that the page needs isn't registered; the message says what
    /// to do.
    /// </exception>
    public static IEndpointConventionBuilder MapEsGen(
        this IEndpointRouteBuilder endpoints, string pattern = "/esgen", Action<EsGenPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        EsGenPageOptions options = new();
        configure?.Invoke(options);
        IServiceProvider services = endpoints.ServiceProvider;
        bool isDevelopment = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
        if (options.AuthorizationPolicy is null && !isDevelopment)
        {
            throw new InvalidOperationException(
                $"MapEsGen(\"{pattern}\") would show all that is stored to everybody, and the environment isn't Development. Say who may "
                + $"look: MapEsGen(\"{pattern}\", page => page.{nameof(EsGenPageOptions.AuthorizationPolicy)} = \"operators\"), with a policy "
                + "of that name (builder.Services.AddAuthorizationBuilder().AddPolicy(\"operators\", …)); or map it in Development only: "
                + "if (app.Environment.IsDevelopment()) { … }.");
        }

        CheckPolicy(services, options);
        CheckServices(services, options);
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        PageEndpoints.Map(group, new MappedPage(services, options));
        if (options.AuthorizationPolicy is { } policy)
        {
            group.RequireAuthorization(policy);
        }

        if (!isDevelopment)
        {
            ((IEndpointConventionBuilder)group).Finally(static endpoint =>
            {
                foreach (IAllowAnonymous anonymous in endpoint.Metadata.OfType<IAllowAnonymous>().ToArray())
                {
                    endpoint.Metadata.Remove(anonymous);
                }
            });
        }

        return group.ExcludeFromDescription();
    }

    private static void CheckPolicy(IServiceProvider services, EsGenPageOptions options)
    {
        if (options.AuthorizationPolicy is not { } name)
        {
            return;
        }

        IAuthorizationPolicyProvider policies = services.GetService<IAuthorizationPolicyProvider>() ?? throw new InvalidOperationException(
            $"MapEsGen was given the authorization policy '{name}', and there is no authorization. Add it: "
            + $"builder.Services.AddAuthorizationBuilder().AddPolicy(\"{name}\", …).");
        if (policies.GetPolicyAsync(name).GetAwaiter().GetResult() is null)
        {
            throw new InvalidOperationException(
                $"MapEsGen was given the authorization policy '{name}', which isn't there. Add it: "
                + $"builder.Services.AddAuthorizationBuilder().AddPolicy(\"{name}\", …).");
        }
    }

    private static void CheckServices(IServiceProvider services, EsGenPageOptions options)
    {
        bool isThere = options.Key is { } key
            ? services.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(EventSourcedApplication), key) != false
            : services.GetService<IServiceProviderIsService>()?.IsService(typeof(EventSourcedApplication)) != false;
        if (!isThere)
        {
            string call = options.Key is null ? "AddEsGen(esgen => …)" : $"AddEsGen(\"{options.Key}\", esgen => …)";
            throw new InvalidOperationException(
                $"MapEsGen finds no application to show. Register it: builder.Services.{call}, of the package EsGen.Hosting"
                + (options.Key is null ? $"; with a key, say which: page => page.{nameof(EsGenPageOptions.Key)} = \"…\"." : "."));
        }

        if (options.AllowChanges && services.GetService<IAntiforgery>() is null)
        {
            throw new InvalidOperationException(
                $"MapEsGen was told to allow changes ({nameof(EsGenPageOptions.AllowChanges)}), which must not come from other sites' "
                + "pages. Add what tells them apart: builder.Services.AddAntiforgery().");
        }
    }
}
