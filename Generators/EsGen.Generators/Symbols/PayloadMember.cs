using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>A property or field of a type in events.</summary>
internal sealed class PayloadMember(ISymbol symbol, ITypeSymbol type, bool isReadable, bool isSettable, bool holdsState)
{
    private const string Serialization = "System.Text.Json.Serialization.";
    private const int Always = 1;

    public ISymbol Symbol { get; } = symbol;

    public string Name => Symbol.Name;

    public ITypeSymbol Type { get; } = type;

    /// <summary>Whether the entity's generated code can read it.</summary>
    public bool IsReadable { get; } = isReadable;

    /// <summary>Whether the entity's generated code can set it while it makes the object.</summary>
    public bool IsSettable { get; } = isSettable;

    /// <summary>Whether there is memory behind it that the compiler knows of; else it may be computed from others.</summary>
    public bool HoldsState { get; } = holdsState;

    public bool IsRequired => Symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    /// <summary>Whether it is not to be stored.</summary>
    public bool IsLeftOut => IsIgnored(Symbol);

    /// <summary>The name in JSON.</summary>
    public string JsonName => GetJsonName(Symbol) ?? Identifier.ToCamelCase(Name);

    /// <summary>
    /// Whether <c>[JsonIgnore]</c> keeps a member out. With a condition it only asks for fewer bytes, which is left to EsGen.
    /// </summary>
    public static bool IsIgnored(ISymbol symbol) => FindAttribute(symbol, Serialization + "JsonIgnoreAttribute") is { } attribute
        && !attribute.NamedArguments.Any(static argument => argument is { Key: "Condition", Value.Value: not Always });

    /// <summary>The name that <c>[JsonPropertyName]</c> gives; null without one.</summary>
    public static string? GetJsonName(ISymbol symbol) =>
        FindAttribute(symbol, Serialization + "JsonPropertyNameAttribute")?.ConstructorArguments is [{ Value: string name }] ? name : null;

    /// <summary>Whether it is obsolete as an error, also to generated code.</summary>
    public static bool IsErrorToUse(ISymbol symbol) =>
        FindAttribute(symbol, "System.ObsoleteAttribute") is { ConstructorArguments: [_, { Value: true }] };

    public static AttributeData? FindAttribute(ISymbol symbol, string fullName) =>
        symbol.GetAttributes()
            .FirstOrDefault(attribute =>
                attribute.AttributeClass is { } type
                    && fullName.EndsWith(type.Name, StringComparison.Ordinal)
                    && type.ToDisplayString() == fullName);
}
