using System.Globalization;
using System.Text.RegularExpressions;

namespace EsGen.Schema;

/// <summary>Numbers as literals of C#.</summary>
internal static class NumberLiteral
{
    private const string Digits = "[0-9](?:[0-9_]*[0-9])?";

    private static readonly Regex s_integer = new(
        $"^(?:0[xX](?<hex>[0-9a-fA-F_]*[0-9a-fA-F])|0[bB](?<binary>[01_]*[01])|(?<number>{Digits}))(?<suffix>[uU][lL]?|[lL][uU]?)?\\z",
        RegexOptions.CultureInvariant);

    private static readonly Regex s_real = new(
        $"^(?<number>(?:{Digits})?(?:\\.{Digits})?(?:[eE][+-]?{Digits})?)(?<suffix>[fFdDmM])?\\z",
        RegexOptions.CultureInvariant);

    /// <summary>The value, in the type that the compiler gives the literal; null if it is none.</summary>
    /// <param name="text">An unsigned literal: a sign is an operator.</param>
    public static object? Read(string text)
    {
        Match match = s_integer.Match(text);
        return match.Success ? ReadInteger(match) : ReadReal(text);
    }

    private static object? ReadInteger(Match match)
    {
        bool isHexadecimal = match.Groups["hex"].Success;
        string digits = match.Groups[isHexadecimal ? "hex" : match.Groups["binary"].Success ? "binary" : "number"].Value.Replace("_", "");
        ulong value;
        if (match.Groups["binary"].Success)
        {
            digits = digits.TrimStart('0');
            if (digits.Length > 64)
            {
                return null;
            }

            value = digits.Aggregate(0ul, static (sum, digit) => (sum << 1) | (digit == '1' ? 1ul : 0ul));
        }
        else if (!ulong.TryParse(
            digits,
            isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out value))
        {
            return null;
        }

        string suffix = match.Groups["suffix"].Value.ToUpperInvariant();
        bool isUnsigned = suffix.IndexOf('U') >= 0;
        bool isLong = suffix.IndexOf('L') >= 0;
        return value switch
        {
            <= int.MaxValue when !isUnsigned && !isLong => (int)value,
            <= uint.MaxValue when !isLong => (uint)value,
            <= long.MaxValue when !isUnsigned => (long)value,
            _ => value,
        };
    }

    private static object? ReadReal(string text)
    {
        Match match = s_real.Match(text);
        string number = match.Groups["number"].Value.Replace("_", "");
        string suffix = match.Groups["suffix"].Value;
        if (number.Length == 0 || number[0] is 'e' or 'E')
        {
            return null;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return suffix switch
        {
            "m" or "M" => decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out decimal value) ? value : null,
            "f" or "F" =>
                float.TryParse(number, Style, CultureInfo.InvariantCulture, out float value) && !float.IsInfinity(value) ? value : null,
            _ =>
                double.TryParse(number, Style, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value)
                    ? value
                    : (object?)null,
        };
    }
}
