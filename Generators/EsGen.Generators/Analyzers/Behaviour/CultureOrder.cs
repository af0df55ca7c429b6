using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What puts texts into the order that the machine's culture has for them, because it is given no comparer.</summary>
internal static class CultureOrder
{
    public const string Reason = "it has texts in the order of the machine's culture; give StringComparer.Ordinal";

    /// <summary>Whether a call sorts, or finds the first or last of, texts.</summary>
    public static bool IsSensitive(IMethodSymbol method) =>
        QuietTypes.IsOfPlatform(method.ContainingType)
        && method.Name switch
        {
            "Order" or "OrderDescending" or "Min" or "Max" or "ToImmutableSortedSet" or "CreateSorted" =>
                method.TypeArguments is [var element] && IsText(element),
            "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "MinBy" or "MaxBy" =>
                method.TypeArguments is [_, var key] && IsText(key),
            "ToImmutableSortedDictionary" => method.TypeArguments is [.., var key, _] && IsText(key),
            "Sort" =>
                (method.TypeArguments.FirstOrDefault() ?? method.ContainingType.TypeArguments.FirstOrDefault()) is { } sorted
                    && IsText(sorted),
            _ => false,
        }
        && !TakesComparer(method);

    /// <summary>Whether a constructor makes a collection that keeps texts sorted.</summary>
    public static bool IsSensitive(IObjectCreationOperation creation) =>
        IsSorted(creation.Type) && creation.Constructor is { } constructor && !TakesComparer(constructor);

    /// <summary>Whether a collection expression does so; it gives no comparer.</summary>
    public static bool IsSensitive(ICollectionExpressionOperation collection) => IsSorted(collection.Type);

    /// <summary>Whether values of a type keep texts sorted.</summary>
    public static bool IsSorted(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            Name: "SortedSet" or "SortedDictionary" or "SortedList" or "PriorityQueue",
            TypeArguments: [.., var last] and [var first, ..]
        } named
        && IsText(named.Name == "PriorityQueue" ? last : first)
        && QuietTypes.IsOfPlatform(named);

    private static bool IsText(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String
            || type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements }
                && elements.Any(static element => IsText(element.Type));

    private static bool TakesComparer(IMethodSymbol method) =>
        method.Parameters.Any(static parameter => parameter.Type.Name is "IComparer" or "Comparison");
}
