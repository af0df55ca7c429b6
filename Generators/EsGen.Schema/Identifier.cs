using System.Globalization;

namespace EsGen.Schema;

/// <summary>Identifiers of C#, without '@' and escapes.</summary>
internal static class Identifier
{
    /// <summary>Whether a text is one; a keyword is, too.</summary>
    public static bool IsValid(string name) => name.Length > 0 && IsStart(name[0]) && GetEnd(name, 0) == name.Length;

    /// <summary>The end of what can belong to an identifier.</summary>
    public static int GetEnd(string text, int start)
    {
        int end = start;
        while (end < text.Length && IsPart(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>As System.Text.Json's camel case: a leading run of capitals is lowered, but for one that begins a word.</summary>
    public static string ToCamelCase(string name)
    {
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length && char.IsUpper(chars[i]); i++)
        {
            if (i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1]))
            {
                break;
            }

            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }

    private static bool IsStart(char c) => c == '_' || IsLetter(CharUnicodeInfo.GetUnicodeCategory(c));

    // The specification's letters, marks, digits, connectors and formatting characters.
    private static bool IsPart(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is var category && (IsLetter(category)
        || category is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format);

    private static bool IsLetter(UnicodeCategory category) => category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
}
