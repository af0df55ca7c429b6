using System.Security.Cryptography;

namespace EsGen;

/// <summary>Ids that follow from something: GUIDs of version 8. How they are made never changes, because what is stored has them.</summary>
internal static class DerivedId
{
    /// <param name="source">What it follows from.</param>
    public static Guid Of(ReadOnlySpan<byte> source)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
