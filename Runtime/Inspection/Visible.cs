using System.Globalization;
using System.Text;

namespace EsGen.Inspection;

/// <summary>
/// Text from a store as people may see it: what a terminal would obey, or would show at another place, is written as an escape.
/// </summary>
internal static class Visible
{
    /// <summary>On one line.</summary>
    public static string Line(string text)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPlain(text, i))
            {
                escaped?.Append(text[i]);
            }
            else
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsPlain(string text, int index) => char.GetUnicodeCategory(text[index]) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Surrogate => char.IsHighSurrogate(text[index])
            ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            : index > 0 && char.IsHighSurrogate(text[index - 1]),
        _ => true,
    };
}
