using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>
/// Whether a value goes where it may go, as far as null is concerned. Code without annotations gets along with all other.
/// </summary>
internal static class Nullability
{
    /// <summary>Whether a value of one type can be assigned to a target of the same type without a nullable warning.</summary>
    public static bool Accepts(ITypeSymbol target, ITypeSymbol value) =>
        !(value.IsReferenceType
            && (target.NullableAnnotation, value.NullableAnnotation) == (NullableAnnotation.NotAnnotated, NullableAnnotation.Annotated))
        && HasSameArguments(target, value);

    // What is inside of a type can be read and written, so it has to agree in both directions.
    private static bool HasSameArguments(ITypeSymbol left, ITypeSymbol right) => (left, right) switch
    {
        (IArrayTypeSymbol a, IArrayTypeSymbol b) => IsSame(a.ElementType, b.ElementType),
        (INamedTypeSymbol a, INamedTypeSymbol b) => a.TypeArguments.Zip(b.TypeArguments, IsSame).All(static same => same),
        _ => true,
    };

    private static bool IsSame(ITypeSymbol left, ITypeSymbol right) => Accepts(left, right) && Accepts(right, left);
}
