using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators;

/// <summary>Collections whose order is that of hash codes, which texts, and whatever has some in it, have others of in each process.</summary>
internal static class UnstableOrder
{
    public const string Reason = "it takes elements in the order of their hash codes, which are others in each process; sort them first";

    private static readonly HashSet<string> s_taking = new(StringComparer.Ordinal)
    {
        "First", "FirstOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault", "Take", "TakeLast", "TakeWhile", "Skip", "SkipLast", "SkipWhile", "Aggregate", "Zip", "Chunk",
        "Index", "SequenceEqual", "Reverse", "ToArray", "ToList", "ToImmutableArray", "ToImmutableList", "Join", "Concat", "AddRange", "InsertRange", "CreateRange",
    };

    // What LINQ makes of elements one by one, in whatever order they come.
    private static readonly HashSet<string> s_passing = new(StringComparer.Ordinal)
    {
        "Select", "SelectMany", "Where", "OfType", "Cast", "Distinct", "Concat", "Append", "Prepend", "AsEnumerable", "ToArray", "ToList",
    };

    /// <summary>Whether a call comes to something else in another order.</summary>
    public static bool IsTaken(IInvocationOperation call) =>
        s_taking.Contains(call.TargetMethod.Name)
        && IsOfPlatform(call.TargetMethod.ContainingType)
        && !(call.TargetMethod is { Name: "Concat", ContainingType.SpecialType: not SpecialType.System_String })
        && call.Arguments.Any(static argument => IsUnstable(argument.Value));

    /// <summary>Whether a collection expression puts them into something with an order.</summary>
    public static bool IsTaken(ISpreadOperation spread) =>
        spread.Parent is ICollectionExpressionOperation { Type: { } made } && !IsWithoutOrder(made) && IsUnstable(spread.Operand);

    /// <summary>Whether values of a type come in no certain order.</summary>
    public static bool Is(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "ImmutableHashSet" or "ImmutableDictionary" or "FrozenSet" or "FrozenDictionary", TypeArguments: [var key, ..] }
        && IsOfPlatform(type)
        && !HasStableHash(key);

    // Tuples, large integers and records mix a number into theirs that each process draws.
    private static bool HasStableHash(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime } => true,
        { Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" } => IsOfPlatform(type),
        _ => false,
    };

    private static bool IsWithoutOrder(ITypeSymbol type) => type.Name.Contains("Set") || type.Name.Contains("Dictionary");

    private static bool IsUnstable(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null, Operand: var operand } => IsUnstable(operand),
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { Name: "Enumerable" } type }, Arguments: [var source, ..] } when s_passing.Contains(name) && IsOfPlatform(type) => IsUnstable(source.Value),
        IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } dictionary } => Is(dictionary.Type),
        _ => Is(value.Type),
    };

    private static bool IsOfPlatform(ITypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }
}
