using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>A type's name as generated source writes it: from <c>global::</c> on, keywords escaped, with nullability.</summary>
internal static class SourceName
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(ITypeSymbol type) => type.ToDisplayString(s_format);
}
