using System.Globalization;

namespace EsGen.CompilerServices;

/// <summary>
/// The stored form of enum values: names, never numbers, because a number means something else once members are reordered.
/// </summary>
internal static class EnumText
{
    private const string Separator = ", ";

    /// <summary>Whether this is a name and not a number, in whatever culture the number was written.</summary>
    public static bool StartsLikeName(ReadOnlySpan<char> text) =>
        !text.IsEmpty
        && (text[0] == '_' || char.IsLetter(text[0]) || char.GetUnicodeCategory(text[0]) == UnicodeCategory.LetterNumber);

    /// <summary>
    /// Stricter than <see cref="Enum.TryParse{TEnum}(ReadOnlySpan{char}, out TEnum)"/>, which takes numbers, padding and sums of anything.
    /// </summary>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, Enum
    {
        value = default;
        foreach (Range range in text.Split(Separator))
        {
            ReadOnlySpan<char> name = text[range];
            if (!StartsLikeName(name)
                || name.Contains(',')
                || char.IsWhiteSpace(name[^1])
                || (name.Length < text.Length && !Flags<T>.Allowed))
            {
                return false;
            }
        }

        return Enum.TryParse(text, ignoreCase: false, out value);
    }

    private static class Flags<T>
    {
        public static readonly bool Allowed = typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);
    }
}
