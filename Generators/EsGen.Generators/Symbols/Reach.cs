using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>Whether code inside an entity may use a type or a member of a type.</summary>
internal static class Reach
{
    /// <summary>Whether a type can be named in the entity, with everything around it and all its type arguments.</summary>
    public static bool Includes(INamedTypeSymbol entity, ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Includes(entity, array.ElementType);
            case INamedTypeSymbol named:
                for (INamedTypeSymbol? current = named; current is not null; current = current.ContainingType)
                {
                    if (current.IsFileLocal
                        || !Allows(entity, current)
                        || !current.TypeArguments.All(argument => Includes(entity, argument)))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    /// <summary>Whether a member of a type that can be named may be used in the entity.</summary>
    public static bool Allows(INamedTypeSymbol entity, ISymbol? member) => member is not null && member.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.NotApplicable => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            IsSameAssembly(entity, member) || IsInside(entity, member.ContainingType),
        Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal => IsInside(entity, member.ContainingType),
        _ => false,
    };

    private static bool IsSameAssembly(INamedTypeSymbol entity, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(entity.ContainingAssembly, member.ContainingAssembly)
        || member.ContainingAssembly.GivesAccessTo(entity.ContainingAssembly);

    private static bool IsInside(INamedTypeSymbol entity, INamedTypeSymbol? type)
    {
        for (INamedTypeSymbol? current = entity; current is not null; current = current.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type?.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
