using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>
/// Structs that a field of an entity holds before anything has happened to it, and that no event could hold: their members aren't set, and
/// those that are references are null, whatever they are declared as.
/// </summary>
internal static class UnsetValue
{
    /// <summary>Properties may be of their own type, as the date of a time is.</summary>
    private const int MaxDepth = 4;

    /// <summary>Whether the default of a type may be one that its codec refuses.</summary>
    public static bool IsPossible(ITypeSymbol type, FieldTypeModel model) =>
        type.IsValueType && (model.Shape.HasMethods() || model.Shape == FieldShape.Converted) && HoldsReference(type, depth: 0);

    private static bool HoldsReference(ITypeSymbol type, int depth) => type.GetMembers()
        .Select(static member => member switch
        {
            IFieldSymbol { IsStatic: false } field => field.Type,

            // Of a class in another assembly private fields aren't known.
            IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
            _ => null,
        })
        .Any(part =>
            part is { IsReferenceType: true }
                || (part is { IsValueType: true, SpecialType: SpecialType.None } && depth < MaxDepth && HoldsReference(part, depth + 1)));
}
