using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What a call may come to that names a base's or an interface's member: the code of whatever derives from it.</summary>
internal static class Overrides
{
    /// <param name="method">The method or accessor that is named.</param>
    /// <param name="assembly">Where to look for types.</param>
    public static IEnumerable<IMethodSymbol> Of(IMethodSymbol method, IAssemblySymbol assembly) => method switch
    {
        { IsStatic: true } => [],
        { ContainingType.TypeKind: TypeKind.Interface } =>
            DerivedTypes.DeclarationsOf(method.ContainingType, assembly).SelectMany(type => FindImplementations(type, method)),
        { IsSealed: false } when method.IsAbstract || method.IsVirtual || method.IsOverride =>
            DerivedTypes.DeclarationsOf(method.ContainingType, assembly).SelectMany(type => FindOverrides(type, method)),
        _ => [],
    };

    /// <summary>What a type of the user's has for an interface of somebody else, who may call all of it.</summary>
    public static IEnumerable<IMethodSymbol> OfInterface(
        INamedTypeSymbol type,
        INamedTypeSymbol implemented) => implemented.AllInterfaces.Prepend(implemented)
        .SelectMany(static one => one.GetMembers().OfType<IMethodSymbol>())
        .Select(member => type.FindImplementationForInterfaceMember(member) as IMethodSymbol)
        .OfType<IMethodSymbol>()

        // The base may be an abstract class of the platform that leaves the work to what derives from it: Comparer<T>.
        .Select(found => ImplicitMembers.FindInherited(type, found.Name).FirstOrDefault(method => IsOrOverrides(method, found)) ?? found);

    private static IEnumerable<IMethodSymbol> FindOverrides(
        INamedTypeSymbol type,
        IMethodSymbol method) => type.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Where(member => SymbolEqualityComparer.Default.Equals(member.OverriddenMethod?.OriginalDefinition, method));

    private static IEnumerable<IMethodSymbol> FindImplementations(INamedTypeSymbol type, IMethodSymbol method) => type.AllInterfaces
        .Where(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType))
        .SelectMany(implemented => implemented.GetMembers(method.Name).OfType<IMethodSymbol>())
        .Where(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method))
        .Select(member => type.FindImplementationForInterfaceMember(member))
        .OfType<IMethodSymbol>();

    private static bool IsOrOverrides(IMethodSymbol method, IMethodSymbol overridden)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, overridden.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
