using System.Globalization;

namespace EsGen.Schema;

/// <summary>
/// A field's default in the lock: a C# literal, or an enum's member by its name. It becomes part of generated code, so nothing else may
/// pass.
/// </summary>
internal static class LockedDefault
{
    /// <summary>Whether a text is a default that a field of a type can have.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The field's type.</param>
    /// <param name="version">The version that it belongs to, with the types of the user's.</param>
    public static bool IsValid(string text, LockedFieldType type, LockedVersion version)
    {
        if (text == "null")
        {
            // 'string note = null!' is a default, too.
            return type.IsNullable
                || (TypeWords.IsPrimitive(type.Word)
                    ? TypeWords.IsReference(type.Word)
                    : version.FindType(type.Word)?.Kind is not (LockedTypeKind.Enum or LockedTypeKind.Flags));
        }

        if (text == "default")
        {
            return true;
        }

        // The usual ones need no parser; a lock may have thousands.
        if (IsSimple(text, type.Word))
        {
            return true;
        }

        if (!TypeWords.IsPrimitive(type.Word) && version.FindType(type.Word) is { Kind: LockedTypeKind.Enum or LockedTypeKind.Flags } @enum)
        {
            return @enum.Members.Any(member => member == text || member.StartsWith(text + " = ", StringComparison.Ordinal))
                || (text.StartsWith("(", StringComparison.Ordinal)
                    && text.EndsWith(")", StringComparison.Ordinal)
                    && IsEnumValue(text.Substring(1, text.Length - 2), @enum));
        }

        return type.Word switch
        {
            "string" => StringLiteral.IsOne(text),
            "char" => StringLiteral.IsOneCharacter(text),
            "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "ulong" or "decimal" => IsNumber(text, type.Word),
            "long" => IsNumber(text, type.Word) || text == "long.MinValue",
            "float" or "double" =>
                IsNumber(text, type.Word)
                    || text == type.Word + ".NaN"
                    || text == type.Word + ".PositiveInfinity"
                    || text == type.Word + ".NegativeInfinity",
            _ => false,
        };
    }

    /// <summary>
    /// Whether a number can be a value of the enum that is made of a locked one; large ones only of flags with a large one.
    /// </summary>
    private static bool IsEnumValue(
        string text,
        LockedType type) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value > long.MaxValue
        ? type.Members.Any(static member => LockedType.GetFlagValue(member) > long.MaxValue)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && (number >= 0 || !type.Members.Any(static member => LockedType.GetFlagValue(member) > long.MaxValue));

    private static bool IsSimple(string text, string word) => word switch
    {
        "bool" => text is "true" or "false",
        "string" => text.Length >= 2 && text[0] == '"' && text.IndexOfAny(['"', '\\'], 1) == text.Length - 1,
        "int" or "long" or "short" or "byte" =>
            text.Length is > 0 and < 5 && text.All(static c => c is >= '0' and <= '9') && !(word == "byte" && text.Length > 2),
        _ => false,
    };

    /// <summary>Whether a text is a number that the compiler takes for a type without a cast.</summary>
    private static bool IsNumber(string text, string word)
    {
        bool isNegative = text.StartsWith("-", StringComparison.Ordinal);
        if (NumberLiteral.Read(text.Substring(isNegative ? 1 : 0)) is not { } literal)
        {
            return false;
        }

        if (word is "decimal" or "float" or "double")
        {
            return literal is int or uint or long or ulong
                || (word, literal) is ("decimal", decimal) or ("float" or "double", float) or ("double", double);
        }

        if (literal is not (int or uint or long or ulong))
        {
            return false;
        }

        decimal value = Convert.ToDecimal(literal, CultureInfo.InvariantCulture) * (isNegative ? -1 : 1);
        return word switch
        {
            "byte" => literal is int && value is >= byte.MinValue and <= byte.MaxValue,
            "sbyte" => literal is int && value is >= sbyte.MinValue and <= sbyte.MaxValue,
            "short" => literal is int && value is >= short.MinValue and <= short.MaxValue,
            "ushort" => literal is int && value is >= ushort.MinValue and <= ushort.MaxValue,
            "int" => literal is int || (literal is uint && value == int.MinValue),
            "uint" => literal is int or uint && value is >= uint.MinValue and <= uint.MaxValue,
            "long" => literal is int or uint or long,
            _ => value >= 0,
        };
    }
}
