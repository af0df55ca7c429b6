using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>An instance field of a type in events or of its bases, whether the user wrote it or the compiler.</summary>
/// <param name="symbol">The field.</param>
/// <param name="property">The property that it is behind; null if it is a field of its own.</param>
internal sealed class PayloadField(IFieldSymbol symbol, PayloadProperty? property)
{
    private const string CapturedEnd = ">P";
    private const string BackingEnd = ">k__BackingField";

    public IFieldSymbol Symbol => symbol;

    public PayloadProperty? Property => property;

    /// <summary>Whether it is not to be stored.</summary>
    public bool IsLeftOut => PayloadMember.IsIgnored(symbol) || (property is not null && PayloadMember.IsIgnored(property.Symbol));

    /// <summary>
    /// The parameter of a primary constructor that the compiler keeps in it, because members use it; null if there is none.
    /// </summary>
    public string? CapturedParameter => GetCapturedParameter(symbol);

    /// <summary>The name that the user's code has for it.</summary>
    public string Name => GetName(symbol);

    /// <inheritdoc cref="CapturedParameter"/>
    public static string? GetCapturedParameter(IFieldSymbol field) => Unwrap(field.Name, CapturedEnd);

    /// <summary>The name of the property that a field is behind; null if it is a field of its own.</summary>
    public static string? GetPropertyName(IFieldSymbol field) =>
        field.AssociatedSymbol is IPropertySymbol property ? property.Name : Unwrap(field.Name, BackingEnd);

    /// <inheritdoc cref="Name"/>
    public static string GetName(IFieldSymbol field) => GetPropertyName(field) ?? GetCapturedParameter(field) ?? field.Name;

    /// <summary>Whether it is the member, or what is behind it.</summary>
    public bool IsOf(PayloadMember member) => SymbolEqualityComparer.Default.Equals(symbol, member.Symbol)
        || (property is not null && SymbolEqualityComparer.Default.Equals(property.Symbol, member.Symbol));

    /// <summary>Whether it is as it was once a member has been set to what was read of it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="viewer">Who reads and sets it.</param>
    /// <param name="isSet">Whether it is set as a member; a parameter of the constructor takes its value otherwise.</param>
    public bool IsBehind(PayloadMember member, PayloadViewer viewer, bool isSet) => member.Symbol switch
    {
        _ when IsOf(member) => property is null || property.Restores(symbol, viewer),
        IPropertySymbol other when viewer.SeesCode(other) => PropertyCode.IsOver(other, symbol, isSet),

        // A struct's fields can be seen in other assemblies, too, but no code.
        IPropertySymbol other => property is null && SymbolEqualityComparer.Default.Equals(other.Type, symbol.Type) && IsNamedAs(other),
        _ => false,
    };

    private bool IsNamedAs(IPropertySymbol other)
    {
        string name = Name.StartsWith("m_", StringComparison.Ordinal) ? Name.Substring(2) : Name.TrimStart('_');
        return string.Equals(name, other.Name, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Unwrap(string name, string end) =>
        name.Length > end.Length + 1 && name[0] == '<' && name.EndsWith(end, StringComparison.Ordinal)
            ? name.Substring(1, name.Length - end.Length - 1)
            : null;
}
