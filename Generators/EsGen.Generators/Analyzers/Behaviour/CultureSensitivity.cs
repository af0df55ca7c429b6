using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>Formatting and parsing that follow the machine's culture unless told otherwise.</summary>
internal static class CultureSensitivity
{
    public const string Reason = "it depends on the machine's culture; give CultureInfo.InvariantCulture";

    /// <summary>Whether values of a type are written differently in different cultures: signs, decimal points and dates are.</summary>
    public static bool IsSensitive(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime => true,
        _ => type is INamedTypeSymbol { Name: "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Half" or "Int128", ContainingNamespace.Name: "System" }
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] } && IsSensitive(argument)),
    };

    /// <summary>Whether a method formats or parses in the machine's culture, because it takes no format provider.</summary>
    public static bool IsSensitive(IMethodSymbol method) =>
        method.Name switch
        {
            "ToString" or "Parse" or "TryParse" or "ParseExact" or "TryParseExact" or "TryFormat" => IsSensitive(method.ContainingType),
            "Format" => method.ContainingType.SpecialType == SpecialType.System_String,
            _ => false,
        }
        && !method.Parameters.Any(static parameter => parameter.Type.Name == "IFormatProvider");
}
