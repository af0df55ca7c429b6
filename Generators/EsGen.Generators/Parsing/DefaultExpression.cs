using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators;

/// <summary>A parameter's default value as an expression in source.</summary>
internal static class DefaultExpression
{
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] }
            ? argument
            : parameter.Type;
        return parameter.ExplicitDefaultValue switch
        {
            null when parameter.Type.IsReferenceType || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => "null",
            null => "default",
            var value when type.TypeKind == TypeKind.Enum => FormatEnum(type, value),
            string value => SymbolDisplay.FormatLiteral(value, quote: true),
            char value => SymbolDisplay.FormatLiteral(value, quote: true),
            bool value => value ? "true" : "false",
            decimal value => value.ToString(CultureInfo.InvariantCulture) + "m",
            double value => FormatDouble(value, "double", value.ToString("R", CultureInfo.InvariantCulture) + "d"),
            float value => FormatDouble(value, "float", value.ToString("R", CultureInfo.InvariantCulture) + "f"),
            long value => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L",
            ulong value => value.ToString(CultureInfo.InvariantCulture) + "UL",
            uint value => value.ToString(CultureInfo.InvariantCulture) + "U",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }

    // By its name if it has one that may be used; an obsolete one may not.
    private static string FormatEnum(ITypeSymbol type, object value) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value) && field.GetAttributes().IsEmpty) is { } member
            ? $"{SourceName.Of(type)}.{CSharpName.Escape(member.Name)}"
            : $"({SourceName.Of(type)})({Convert.ToString(value, CultureInfo.InvariantCulture)})";

    private static string FormatDouble(double value, string type, string literal) => value switch
    {
        double.NaN => type + ".NaN",
        double.PositiveInfinity => type + ".PositiveInfinity",
        double.NegativeInfinity => type + ".NegativeInfinity",
        _ => literal,
    };
}
