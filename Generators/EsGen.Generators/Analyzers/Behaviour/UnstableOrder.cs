using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Collections whose order is that of hash codes, which texts, and whatever has some in it, have others of in each process.
/// </summary>
internal static class UnstableOrder
{
    public const string Reason = "it takes elements in the order of their hash codes, which are others in each process; sort them first";

    private static readonly HashSet<string> s_taking = new(StringComparer.Ordinal)
    {
        "First", "FirstOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault", "Take", "TakeLast", "TakeWhile",
        "Skip", "SkipLast", "SkipWhile", "Aggregate", "Zip", "Chunk", "Index", "SequenceEqual", "Reverse",
        "ToArray", "ToList", "ToImmutableArray", "ToImmutableList", "Join", "Concat", "AddRange", "InsertRange", "CreateRange",
    };

    // What LINQ makes of elements one by one, in whatever order they come.
    private static readonly HashSet<string> s_passing = new(StringComparer.Ordinal)
    {
        "Select", "SelectMany", "Where", "OfType", "Cast", "Distinct", "Concat", "Append", "Prepend", "Join", "AsEnumerable", "ToArray",
        "ToList",
    };

    /// <summary>Whether a call comes to something else in another order.</summary>
    public static bool IsTaken(IInvocationOperation call) =>
        s_taking.Contains(call.TargetMethod.Name)
        && IsOfPlatform(call.TargetMethod.ContainingType)
        && !(call.TargetMethod is { Name: "Concat" or "Join", ContainingType.SpecialType: not SpecialType.System_String })
        && call.Arguments.Any(static argument => IsUnstable(argument.Value))
        && !(call.TargetMethod.Name is "AddRange" or "CreateRange" && PutsIntoSet(call))
        && !(call.TargetMethod.Name is "ToArray" or "ToList" or "ToImmutableArray" or "ToImmutableList"
            && CopyInUnstableOrder.IsHarmless(call));

    /// <summary>Whether a collection expression puts them into something with an order.</summary>
    public static bool IsTaken(ISpreadOperation spread) =>
        spread.Parent is ICollectionExpressionOperation { Type: { } made } collection
        && !IsWithoutOrder(made)
        && IsUnstable(spread.Operand)
        && !CopyInUnstableOrder.IsSorted(collection);

    /// <summary>Whether a call looks at the order of what it is given itself, and is reported then.</summary>
    public static bool IsJudged(IMethodSymbol method) =>
        IsOfPlatform(method.ContainingType) && (method.ContainingType.Name == "Enumerable" || s_taking.Contains(method.Name));

    /// <summary>Whether a call only adds to, or asks, something that has no order, or an order of its own.</summary>
    public static bool PutsIntoSet(IInvocationOperation call) =>
        IsWithoutOrder(call.TargetMethod.ReturnsVoid || call.TargetMethod.ReturnType.SpecialType != SpecialType.None
            ? call.Instance?.Type
            : call.Type);

    /// <summary>Whether a collection comes out the same in whatever order it is filled.</summary>
    public static bool IsWithoutOrder(ITypeSymbol? type) =>
        (type is { Name: "Builder", ContainingType: { } built } ? built : type) is { Name: not "OrderedDictionary" } made
        && (made.Name.Contains("Set") || made.Name.Contains("Dictionary"))
        && IsOfPlatform(made);

    /// <summary>Whether values of a type come in no certain order.</summary>
    public static bool Is(ITypeSymbol? type) =>
        type is INamedTypeSymbol
        {
            Name: "ImmutableHashSet" or "ImmutableDictionary" or "FrozenSet" or "FrozenDictionary",
            TypeArguments: [var key, ..],
        }
        && IsOfPlatform(type)
        && !HasStableHash(key);

    // Tuples, large integers and record classes mix a number into theirs that each process draws.
    private static bool HasStableHash(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => true,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } =>
            HasStableHash(value),
        { Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" } when IsOfPlatform(type) => true,
        INamedTypeSymbol { TypeKind: TypeKind.Struct, IsTupleType: false } record when HasHashOfFields(record) =>
            record.GetMembers().OfType<IFieldSymbol>().All(static field => field.IsStatic || HasStableHash(field.Type)),
        _ => false,
    };

    /// <summary>Whether the compiler wrote a type's hash code: that of a record struct is made of its fields' alone.</summary>
    private static bool HasHashOfFields(INamedTypeSymbol type) => type.GetMembers("GetHashCode").Any(static member =>
        member is IMethodSymbol { IsOverride: true }
        && (member.IsImplicitlyDeclared
            || member.GetAttributes().Any(static given => given.AttributeClass?.Name == "CompilerGeneratedAttribute")));

    private static bool IsUnstable(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null, Operand: var operand } => IsUnstable(operand),
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { Name: "Enumerable" } type }, Arguments: [var source, ..] }
            when s_passing.Contains(name) && IsOfPlatform(type) => IsUnstable(source.Value),
        IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } dictionary } => Is(dictionary.Type),
        _ => Is(value.Type),
    };

    private static bool IsOfPlatform(ITypeSymbol type) => TypeNamespace.GetOutermost(type) == "System";
}
