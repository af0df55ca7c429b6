using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EsGen.Generators.Symbols;

/// <summary>A short hash of a text, the same on every machine.</summary>
internal static class Fingerprint
{
    private const int Length = 16;

    public static string Of(string text)
    {
        using SHA256 hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text))
            .Take(Length)
            .Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
