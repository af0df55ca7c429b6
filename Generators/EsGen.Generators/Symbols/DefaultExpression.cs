using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators.Symbols;

/// <summary>A default value as an expression in source.</summary>
internal static class DefaultExpression
{
    /// <summary>A parameter's; null without one.</summary>
    public static string? Of(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? Format(parameter.Type, parameter.ExplicitDefaultValue) : null;

    /// <summary>What a member of a type has that nothing was given to, as a parameter would have it.</summary>
    public static string OfNothing(ITypeSymbol type) => Format(type, (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying }
        ? underlying
        : type).SpecialType switch
    {
        SpecialType.System_Boolean => false,
        SpecialType.System_Char => '\0',
        SpecialType.System_SByte => (sbyte)0,
        SpecialType.System_Byte => (byte)0,
        SpecialType.System_Int16 => (short)0,
        SpecialType.System_UInt16 => (ushort)0,
        SpecialType.System_Int32 => 0,
        SpecialType.System_UInt32 => 0U,
        SpecialType.System_Int64 => 0L,
        SpecialType.System_UInt64 => 0UL,
        SpecialType.System_Single => 0F,
        SpecialType.System_Double => 0D,
        SpecialType.System_Decimal => 0M,
        _ => null,
    });

    /// <summary>A constant of a type, or of what may be null of it.</summary>
    public static string Format(ITypeSymbol type, object? constant)
    {
        ITypeSymbol plain =
            type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] }
                ? argument
                : type;
        return constant switch
        {
            null when type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => "null",
            null => "default",
            var value when plain.TypeKind == TypeKind.Enum => FormatEnum(plain, value),
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
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => Equals(field.ConstantValue, value) && field.GetAttributes().IsEmpty) is { } member
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
