using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>A type's name as generated source writes it: from <c>global::</c> on, keywords escaped, with nullability.</summary>
internal static class SourceName
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // The compiler doesn't escape what it doesn't know yet.
    public static string Of(ITypeSymbol type) => string.Concat(type.ToDisplayParts(s_format).Select(static part =>
        part.Kind == SymbolDisplayPartKind.ErrorTypeName ? CSharpName.Escape(part.ToString()) : part.ToString()));
}
