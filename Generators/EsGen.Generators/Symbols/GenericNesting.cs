using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>
/// Generic types that are made of one another without end, such as <c>record Nest&lt;T&gt;(Nest&lt;Nest&lt;T&gt;&gt;? Inner)</c>.
/// </summary>
internal static class GenericNesting
{
    /// <summary>How many types deep a type argument may stand: more than anybody writes by hand.</summary>
    private const int Max = 10;

    /// <summary>Whether a type is so deep in itself that what it is made of may have no end.</summary>
    public static bool IsTooDeep(ITypeSymbol type) => IsDeeperThan(type, Max);

    /// <summary>Whether a type is as deep in itself as a message about that follows it: two levels show how it goes on.</summary>
    public static bool IsDeepEnough(ITypeSymbol type) => IsDeeperThan(type, 3);

    private static bool IsDeeperThan(ITypeSymbol? type, int max) => type switch
    {
        null => false,
        _ when max == 0 => true,
        IArrayTypeSymbol array => IsDeeperThan(array.ElementType, max - 1),
        INamedTypeSymbol named =>
            named.TypeArguments.Any(argument => IsDeeperThan(argument, max - 1)) || IsDeeperThan(named.ContainingType, max),
        _ => false,
    };
}
