using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>How far types can be seen, as the modifier that a generated member may have.</summary>
internal static class Accessibilities
{
    /// <summary>The accessibilities of a type, the types around it and its type arguments.</summary>
    public static IEnumerable<Accessibility> OfChain(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return OfChain(array.ElementType);
            case INamedTypeSymbol named:
                IEnumerable<Accessibility> own = [named.DeclaredAccessibility, .. named.TypeArguments.SelectMany(OfChain)];
                return named.ContainingType is null ? own : own.Concat(OfChain(named.ContainingType));
            default:
                return [];
        }
    }

    /// <summary><c>public</c> or <c>internal</c> if all can be seen that far, else null.</summary>
    public static string? Least(IEnumerable<Accessibility> accessibilities)
    {
        string result = "public";
        foreach (Accessibility accessibility in accessibilities)
        {
            switch (accessibility)
            {
                case Accessibility.Public or Accessibility.NotApplicable:
                    break;
                case Accessibility.Internal or Accessibility.ProtectedOrInternal:
                    result = "internal";
                    break;
                default:
                    return null;
            }
        }

        return result;
    }
}
