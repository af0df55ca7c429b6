using System.Security.Cryptography;
using System.Text;

namespace EsGen.Tests.Documentation;

#pragma warning disable SA1402, MA0048 // As docs/limits.md has it, in one piece.

/// <summary>Ids that are made of a key: the same key gives the same id, everywhere and always.</summary>
public static class DeterministicId
{
    /// <param name="kind">What the key is of, so that keys of two kinds never meet.</param>
    /// <param name="key">The key, brought into its one form: trimmed, in lower case, whatever makes two of them the same.</param>
    public static Guid Of(string kind, string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind.Length}:{kind}{key}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // Version 8: made in a way of one's own.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}

/// <summary>An e-mail address that is taken.</summary>
[Aggregate]
public partial class EmailClaim
{
    [Event("Claimed")] public partial EmailClaim(Guid id, Guid user);

    public Guid User { get; private set; }

    [Event("HandedOver")] public partial void HandOver(Guid user);
}
