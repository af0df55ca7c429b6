using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace EsGen.PostgreSql;

/// <summary>
/// A key as it is stored: an index takes up to about 2,700 bytes, so a longer one is cut, and what is cut off stands in it as a hash. Keys sort by head and tail.
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
        DocumentValue.Uuid => new Guid(key, bigEndian: true).ToString(),
        DocumentValue.Text => ShowText(key),
        DocumentValue.Date => DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32BigEndian(key) ^ int.MinValue).ToString("O", CultureInfo.InvariantCulture),
        _ => ShowNumber(key, isSigned),
    };

    private static string ShowNumber(ReadOnlySpan<byte> key, bool isSigned)
    {
        BigInteger number = new(key, isUnsigned: true, isBigEndian: true);
        return (isSigned ? number - (BigInteger.One << ((key.Length * 8) - 1)) : number).ToString(CultureInfo.InvariantCulture);
    }

    // Two zeros end it, and one in it is followed by 0xFF; PostgreSQL's texts have no null character.
    private static string ShowText(ReadOnlySpan<byte> key)
    {
        StringBuilder text = new();
        for (ReadOnlySpan<byte> rest = key; ;)
        {
            int zero = rest.IndexOf((byte)0);
            text.Append(Encoding.UTF8.GetString(zero < 0 ? rest : rest[..zero]));
            if (zero < 0 || zero + 1 >= rest.Length || rest[zero + 1] != 0xFF)
            {
                return text.ToString();
            }

            text.Append('\uFFFD');
            rest = rest[(zero + 2)..];
        }
    }
}
