using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>
/// The collection that an event can store in place of one of .NET's that it can't. Those that keep sets and dictionaries in order have
/// none: their order isn't stored.
/// </summary>
internal static class CollectionSubstitute
{
    public const string Namespace = "System.Collections.Generic";

    /// <returns>The name of a type in <see cref="Namespace"/> that takes the same type arguments; null if there is none.</returns>
    public static string? Find(INamedTypeSymbol type) => (
        type.ContainingType is null ? type.ContainingNamespace?.ToDisplayString() : null,
        type.MetadataName) switch
    {
        (Namespace, "IEnumerable`1" or "ICollection`1" or "IReadOnlyCollection`1" or "IList`1" or "LinkedList`1" or "Queue`1" or "Stack`1")
            or ("System.Collections.ObjectModel", "Collection`1"
                or "ObservableCollection`1"
                or "ReadOnlyCollection`1"
                or "ReadOnlyObservableCollection`1")
            or ("System.Collections.Immutable", "IImmutableList`1" or "ImmutableList`1" or "ImmutableQueue`1" or "ImmutableStack`1")
            or ("System.Collections.Concurrent", "ConcurrentBag`1" or "ConcurrentQueue`1" or "ConcurrentStack`1") => "IReadOnlyList",
        (Namespace, "ISet`1")
            or ("System.Collections.ObjectModel", "ReadOnlySet`1")
            or ("System.Collections.Immutable", "IImmutableSet`1") => "IReadOnlySet",
        (Namespace, "IDictionary`2")
            or ("System.Collections.ObjectModel", "ReadOnlyDictionary`2")
            or ("System.Collections.Immutable", "IImmutableDictionary`2")
            or ("System.Collections.Concurrent", "ConcurrentDictionary`2") => "IReadOnlyDictionary",
        _ => null,
    };

    /// <returns>What to write instead of the type, in words; null if there is no substitute.</returns>
    public static string? Describe(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsGenericType: true } named when Find(named) is { } name =>
            $"{name}<"
                + string.Join(
                    ", ",
                    named.TypeArguments.Select(static argument => argument.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))
                + ">",
        INamedTypeSymbol { IsGenericType: true, ContainingType: null } named when FindOfOrdered(named) is { } text => text,
        { Name: "IEnumerable" or "ICollection" or "IList" or "ArrayList" or "Queue" or "Stack", ContainingType: null }
            when IsUntyped(type) => "IReadOnlyList<T> of what is in it",
        { Name: "OrderedDictionary", ContainingType: null }
            when type.ContainingNamespace?.ToDisplayString() == "System.Collections.Specialized" =>
            "IReadOnlyList<KeyValuePair<TKey, TValue>> of what is in it",
        { Name: "IDictionary" or "Hashtable" or "SortedList", ContainingType: null } when IsUntyped(type) =>
            "IReadOnlyDictionary<TKey, TValue> of what is in it",
        _ => null,
    };

    /// <summary>What to write instead of a collection that keeps an order of its own.</summary>
    private static string? FindOfOrdered(INamedTypeSymbol type)
    {
        string arguments = string.Join(
            ", ",
            type.TypeArguments.Select(static argument => argument.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        string name = type.Name;
        string article = name[0] == 'I' ? "an" : "a";
        return (type.ContainingNamespace?.ToDisplayString(), type.MetadataName) switch
        {
            (Namespace, "SortedSet`1") or ("System.Collections.Immutable", "ImmutableSortedSet`1") =>
                $"IReadOnlySet<{arguments}>, and make {article} {name} of it where the order matters",
            (Namespace, "SortedList`2" or "SortedDictionary`2") or ("System.Collections.Immutable", "ImmutableSortedDictionary`2") =>
                $"IReadOnlyDictionary<{arguments}>, and make {article} {name} of it where the order matters",
            (Namespace, "OrderedDictionary`2") => $"IReadOnlyList<KeyValuePair<{arguments}>>, which keeps the order",
            (Namespace, "PriorityQueue`2") => $"IReadOnlyList<({arguments})> of its UnorderedItems",
            _ => null,
        };
    }

    private static bool IsUntyped(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() == "System.Collections";
}
