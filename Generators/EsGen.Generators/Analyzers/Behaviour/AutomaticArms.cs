using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>The arms that nobody wrote: where each field of an event has its property, the mutator calls the setters.</summary>
internal static class AutomaticArms
{
    /// <summary>The setters with code of the user's that the mutator of an entity calls itself.</summary>
    public static IEnumerable<ISymbol> FindSetters(INamedTypeSymbol entity, IEnumerable<ISymbol> withCode, HelperCode helpers)
    {
        (IMethodSymbol Setter, IPropertySymbol Property)[] setters =
        [
            .. withCode.OfType<IMethodSymbol>()
                .Where(static method => method is { MethodKind: MethodKind.PropertySet, IsStatic: false })
                .Select(static method => (method, method.AssociatedSymbol as IPropertySymbol))
                .Where(static pair => pair.Item2 is { IsIndexer: false } property && !EntityState.IsEventProperty(property))
                .Select(static pair => (pair.method, pair.Item2!)),
        ];
        if (setters.Length == 0)
        {
            return [];
        }

        HashSet<string?> assigned =
        [
            .. helpers.Parse(entity).Events
                .Where(static parsed => parsed.When is null)
                .SelectMany(static parsed => parsed.Fields)
                .Select(static field => field.AssignedTo),
        ];
        return setters.Where(pair => assigned.Contains(CSharpName.Escape(pair.Property.Name))).Select(static pair => pair.Setter);
    }
}
