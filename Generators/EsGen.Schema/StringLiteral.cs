using System.Globalization;
using System.Text;

namespace EsGen.Schema;

/// <summary>Text as a regular literal of C#, in the compiler's own form.</summary>
internal static class StringLiteral
{
    /// <summary>The literal, on one line whatever is in the text.</summary>
    public static string Of(string text)
    {
        StringBuilder literal = new("\"", text.Length + 2);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                literal.Append(MustBeEscaped(CharUnicodeInfo.GetUnicodeCategory(text, i))
                    ? "\\U" + char.ConvertToUtf32(c, text[i + 1]).ToString("x8", CultureInfo.InvariantCulture)
                    : text.Substring(i, 2));
                i++;
                continue;
            }

            literal.Append(c switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\0' => "\\0",
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                _ =>
                    MustBeEscaped(CharUnicodeInfo.GetUnicodeCategory(c))
                        ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture)
                        : c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Whether a text is one literal and nothing else.</summary>
    public static bool IsOne(string text)
    {
        int at = 0;
        return Read(text, ref at) is not null && at == text.Length;
    }

    /// <summary>Whether a text is the literal of one character and nothing else.</summary>
    public static bool IsOneCharacter(string text)
    {
        int at = 0;
        return Read(text, ref at, '\'') is { Length: 1 } && at == text.Length;
    }

    /// <summary>Reads the literal that begins at a place.</summary>
    /// <returns>The text; null if there is none that is whole.</returns>
    public static string? Read(string text, ref int at, char quote = '"')
    {
        if (at >= text.Length || text[at] != quote)
        {
            return null;
        }

        StringBuilder value = new();
        for (at++; at < text.Length && text[at] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029');)
        {
            char c = text[at++];
            if (c == quote)
            {
                return value.ToString();
            }

            if (c != '\\')
            {
                value.Append(c);
            }
            else if (!ReadEscape(text, ref at, value))
            {
                return null;
            }
        }

        return null;
    }

    private static bool ReadEscape(string text, ref int at, StringBuilder value)
    {
        char c = at < text.Length ? text[at++] : ' ';
        switch (c)
        {
            case '\'' or '"' or '\\':
                value.Append(c);
                return true;
            case 'u':
                return ReadHexadecimal(text, ref at, 4, 4, value);
            case 'U':
                return ReadHexadecimal(text, ref at, 8, 8, value);
            case 'x':
                return ReadHexadecimal(text, ref at, 1, 4, value);
            default:
                int known = "0abefnrtv".IndexOf(c);
                if (known >= 0)
                {
                    value.Append("\0\a\b\u001b\f\n\r\t\v"[known]);
                }

                return known >= 0;
        }
    }

    private static bool ReadHexadecimal(string text, ref int at, int least, int most, StringBuilder value)
    {
        int start = at;
        while (at < text.Length && at - start < most && Uri.IsHexDigit(text[at]))
        {
            at++;
        }

        if (at - start < least
            || !uint.TryParse(
                text.Substring(start, at - start),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out uint number)
            || number > 0x10FFFF)
        {
            return false;
        }

        value.Append(number <= char.MaxValue ? ((char)number).ToString() : char.ConvertFromUtf32((int)number));
        return true;
    }

    private static bool MustBeEscaped(UnicodeCategory category) =>
        category is UnicodeCategory.Control
            or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.Surrogate;
}
