using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Formatting and parsing that follow the machine's culture unless told otherwise.</summary>
internal static class CultureSensitivity
{
    public const string Reason = "it depends on the machine's culture; give CultureInfo.InvariantCulture";

    /// <summary>Whether a call formats or parses in the machine's culture.</summary>
    public static bool IsSensitive(IInvocationOperation call) =>
        IsSensitive(call.TargetMethod)
            && !call.Arguments.Any(argument => IsInvariantFormat(argument.Value.ConstantValue, call.TargetMethod.ContainingType));

    /// <summary>Whether a method formats or parses in the machine's culture, because it takes no format provider.</summary>
    public static bool IsSensitive(IMethodSymbol method) =>
        method.Name switch
        {
            "ToString" or "Parse" or "TryParse" or "ParseExact" or "TryParseExact" or "TryFormat" when IsSensitive(method.ContainingType) =>
                true,
            "Format" => IsOfString(method),
            "AppendFormat" => IsOfStringBuilder(method),
            "Append" or "Insert" => IsOfStringBuilder(method) && method.Parameters is [.., { Type: var written }] && IsSensitive(written),
            "AppendJoin" => IsOfStringBuilder(method) && method.TypeArguments.Any(IsSensitive),
            "Concat" or "Join" => IsOfString(method) && method.TypeArguments.Any(IsSensitive),
            "ToString" => IsOfConvert(method) && IsSensitive(method.Parameters[0].Type),
            "ToDateTime" or "ToDecimal" or "ToDouble" or "ToSingle" or "ToSByte" or "ToInt16" or "ToInt32" or "ToInt64" =>
                IsOfConvert(method) && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }],
            _ => false,
        }
        && !method.Parameters.Any(static parameter => parameter.Type.Name == "IFormatProvider");

    /// <summary>Whether a part of an interpolated string is written in the machine's culture.</summary>
    /// <remarks>A string that becomes a FormattableString isn't written yet.</remarks>
    public static bool IsSensitive(IInterpolationOperation part) =>
        IsSensitive(part.Expression.Type)
        && !IsInvariantFormat(part.FormatString?.ConstantValue ?? default, part.Expression.Type)
        && part.Parent?.Parent is not IConversionOperation { Type.Name: "FormattableString" or "IFormattable" };

    /// <summary>
    /// The value that a part of an interpolated string hands to a handler without a format provider; null if the culture is no matter.
    /// </summary>
    public static IOperation? GetSensitiveValue(IInterpolatedStringAppendOperation part)
    {
        if (part.AppendCall is not IInvocationOperation { TargetMethod.Name: "AppendFormatted", Arguments: [var value, .. var others] }
            || !IsSensitive(value.Value.Type)
            || others.Any(other => IsInvariantFormat(other.Value.ConstantValue, value.Value.Type)))
        {
            return null;
        }

        IOperation? creation = part.Parent;
        while (creation is not null and not IInterpolatedStringHandlerCreationOperation)
        {
            creation = creation.Parent;
        }

        return creation
            is IInterpolatedStringHandlerCreationOperation { HandlerCreation: IObjectCreationOperation { Arguments: var arguments } }
            && arguments.Any(static argument => argument.Parameter?.Type.Name == "IFormatProvider")
                ? null
                : value.Value;
    }

    /// <summary>The operand of a concatenation that is written in the machine's culture; null if the culture is no matter.</summary>
    public static IOperation? GetSensitiveOperand(IOperation operand) =>
        operand is IConversionOperation { Operand: { ConstantValue.HasValue: false } value } && IsSensitive(value.Type) ? value : null;

    /// <summary>Whether values of a type are written differently in different cultures: signs, decimal points and dates are.</summary>
    private static bool IsSensitive(ITypeSymbol? type) => Underlying(type) is { } underlying
        && (IsInteger(underlying) || IsDate(underlying) || underlying switch
        {
            { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } => true,
            _ => underlying is { Name: "Half", ContainingNamespace.Name: "System" },
        });

    /// <summary>
    /// Whether a value's format leaves nothing to the culture: round trips and sortable dates, hexadecimal and binary numbers.
    /// </summary>
    private static bool IsInvariantFormat(Optional<object?> format, ITypeSymbol? type) =>
        format is { HasValue: true, Value: string { Length: > 0 } text }
        && Underlying(type) is { } underlying
        && (IsDate(underlying)
            ? text is "O" or "o" or "R" or "r" or "s" or "u"
            : IsInteger(underlying) && text[0] is 'X' or 'x' or 'B' or 'b');

    private static bool IsInteger(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64
        || type is { Name: "Int128", ContainingNamespace.Name: "System" };

    private static bool IsDate(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_DateTime
            || type is { Name: "DateTimeOffset" or "DateOnly" or "TimeOnly", ContainingNamespace.Name: "System" };

    private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] }
            ? argument
            : type;

    private static bool IsOfString(IMethodSymbol method) => method.ContainingType.SpecialType == SpecialType.System_String;

    private static bool IsOfStringBuilder(IMethodSymbol method) =>
        method.ContainingType is { Name: "StringBuilder", ContainingNamespace.Name: "Text" };

    private static bool IsOfConvert(IMethodSymbol method) =>
        method.ContainingType is { Name: "Convert", ContainingNamespace.Name: "System" };
}
