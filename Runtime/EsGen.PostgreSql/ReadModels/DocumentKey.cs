using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using EsGen.CompilerServices;

namespace EsGen.PostgreSql;

/// <summary>
/// A key as it is stored: an index takes up to about 2,700 bytes, so a longer one is cut, and what is cut off stands in it as a hash. Keys
/// sort by head and tail.
/// </summary>
internal readonly record struct DocumentKey(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> TailHash, ReadOnlyMemory<byte> Tail)
{
    private const int LongestHead = 1024;

    public static DocumentKey Of(ReadOnlyMemory<byte> key) => key.Length <= LongestHead
        ? new DocumentKey(key, default, default)
        : new DocumentKey(key[..LongestHead], SHA256.HashData(key.Span[LongestHead..]), key[LongestHead..]);

    public static ReadOnlyMemory<byte> Join(byte[] head, byte[] tail) => tail.Length == 0 ? head : (byte[])[.. head, .. tail];

    /// <summary>A document's key as text that PostgreSQL reads as the column's type.</summary>
    public static string Show(ReadOnlySpan<byte> key, DocumentValue kind, bool isSigned) => kind switch
    {
        DocumentValue.Uuid => new KeyReader(key).ReadGuid().ToString(),

        // PostgreSQL's texts have no null character.
        DocumentValue.Text => new KeyReader(key).ReadString().Replace('\0', '\uFFFD'),
        DocumentValue.Date => new KeyReader(key).ReadDateOnly().ToString("O", CultureInfo.InvariantCulture),
        _ => ShowNumber(key, isSigned),
    };

    private static string ShowNumber(ReadOnlySpan<byte> key, bool isSigned)
    {
        BigInteger number = new(key, isUnsigned: true, isBigEndian: true);
        return (isSigned ? number - (BigInteger.One << ((key.Length * 8) - 1)) : number).ToString(CultureInfo.InvariantCulture);
    }
}
