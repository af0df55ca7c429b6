using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>Whether generated code can make a record of the user's, and read it.</summary>
internal sealed partial class EntityParser
{
    private static string? GetReasonAgainstMembers(INamedTypeSymbol record, IEnumerable<(ISymbol Symbol, ITypeSymbol Type, FieldInitialization Initialization)> fields)
    {
        bool isPositional = false;
        foreach ((ISymbol symbol, ITypeSymbol type, FieldInitialization initialization) in fields)
        {
            isPositional |= initialization == FieldInitialization.Constructor;
            IPropertySymbol? property = record.GetMembers(symbol.Name).OfType<IPropertySymbol>().FirstOrDefault();
            if (property is null || !IsReachable(property.GetMethod) || !IsReachable(property.SetMethod) || !SymbolEqualityComparer.Default.Equals(property.Type, type))
            {
                return $"its '{symbol.Name}' is not a property of that type with 'get' and 'init' that can be reached from outside of the record.";
            }
        }

        return isPositional || record.InstanceConstructors.Any(static constructor => constructor.Parameters.IsEmpty && IsReachable(constructor))
            ? null
            : "it has neither a primary constructor nor one without parameters that can be reached from outside of it.";
    }

    private static bool IsReachable(IMethodSymbol? method) => method is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal };
}
