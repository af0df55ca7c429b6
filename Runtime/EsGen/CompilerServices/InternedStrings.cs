using System.Text;

namespace EsGen.CompilerServices;

/// <summary>
/// The strings of interned fields, each at the one place that its hash gives it; the latest of those that share a place stays.
/// </summary>
internal static class InternedStrings
{
    public const int MaxLength = 64;

    private const int Capacity = 1024;

    private static readonly string?[] s_strings = new string?[Capacity];

    /// <param name="ascii">At most <see cref="MaxLength"/> ASCII characters.</param>
    public static string Get(ReadOnlySpan<byte> ascii)
    {
        HashCode hash = default;
        hash.AddBytes(ascii);
        ref string? place = ref s_strings[(uint)hash.ToHashCode() % Capacity];
        if (Volatile.Read(ref place) is { } known && Ascii.Equals(ascii, known))
        {
            return known;
        }

        string made = Encoding.ASCII.GetString(ascii);
        Volatile.Write(ref place, made);
        return made;
    }
}
