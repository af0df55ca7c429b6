using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// What the platform's methods on collections give: one of the elements, a collection of the same elements, or the collection itself in
/// another form.
/// </summary>
internal static class ElementOperators
{
    private static readonly ImmutableHashSet<string> s_elements =
    [
        "ElementAt", "ElementAtOrDefault", "Find", "FindLast", "First", "FirstOrDefault", "GetOrAdd", "GetValueOrDefault", "GetValue",
        "Last", "LastOrDefault",
        "Max", "MaxBy", "Min", "MinBy", "Peek", "Single", "SingleOrDefault",
    ];

    private static readonly ImmutableHashSet<string> s_sameElements =
    [
        "Append", "Cast", "Chunk", "Concat", "DefaultIfEmpty", "Distinct", "DistinctBy", "Except", "ExceptBy", "FindAll", "GetRange",
        "GroupBy", "Index", "Intersect",
        "IntersectBy", "OfType", "Order", "OrderBy", "OrderByDescending", "OrderDescending", "Prepend", "Reverse", "Shuffle", "Skip",
        "SkipLast", "SkipWhile", "Take", "TakeLast",
        "TakeWhile", "ThenBy", "ThenByDescending", "ToArray", "ToDictionary", "ToFrozenDictionary", "ToFrozenSet", "ToHashSet",
        "ToImmutableArray",
        "ToImmutableDictionary", "ToImmutableHashSet", "ToImmutableList", "ToImmutableSortedSet", "ToList", "ToLookup", "Union", "UnionBy",
        "Where",
    ];

    private static readonly ImmutableHashSet<string> s_views =
    [
        "AsEnumerable", "AsMemory", "AsParallel", "AsQueryable", "AsReadOnly", "AsSpan", "GetReference", "GetValueRefOrAddDefault",
        "GetValueRefOrNullRef",
        "GetAlternateLookup", "GetArrayDataReference", "GetViewBetween", "Slice",
    ];

    /// <summary>What else is only asked of collections, and changes nothing.</summary>
    private static readonly ImmutableHashSet<string> s_reads =
    [
        "Aggregate", "All", "Any", "Average", "BinarySearch", "Contains", "ContainsKey", "ContainsValue", "Count", "CountBy", "Equals",
        "Exists", "FindIndex", "GetHashCode", "IndexOf",
        "IsProperSubsetOf", "IsSubsetOf", "IsSupersetOf", "Join", "LastIndexOf", "LongCount", "Overlaps", "Select", "SelectMany",
        "SequenceEqual", "SetEquals", "Sum", "ToString",
        "TryGetValue", "TryPeek", "Zip",
    ];

    /// <summary>Whether a method gives an element of its collection.</summary>
    public static bool GivesElement(string name) => s_elements.Contains(name);

    /// <summary>Whether a method gives another collection of the same elements.</summary>
    public static bool GivesElements(string name) => s_sameElements.Contains(name);

    /// <summary>Whether a method gives the collection itself, or a part of it, in another form.</summary>
    public static bool GivesView(string name) => s_views.Contains(name);

    /// <summary>Whether a method of this name neither changes a collection nor gives something that it could be changed by.</summary>
    public static bool OnlyReads(string name) => s_reads.Contains(name) || s_elements.Contains(name) || s_sameElements.Contains(name);

    /// <summary>Whether what a method gives by its <c>out</c> parameter isn't in the collection any more.</summary>
    public static bool TakesOut(string name) => name is "Remove" or "TryDequeue" or "TryPop" or "TryRemove" or "TryTake";

    /// <summary>What a call is made on; for an extension or a static method that is the first argument.</summary>
    public static IOperation? GetReceiver(IInvocationOperation call) =>
        call.Instance ?? call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;
}
