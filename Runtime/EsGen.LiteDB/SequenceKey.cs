using System.Buffers.Binary;

namespace EsGen.LiteDB;

/// <summary>
/// Sequence id and position as 24 bytes, whose order byte by byte, which is LiteDB's order of binary values, is the order of the
/// positions within a sequence.
/// </summary>
internal static class SequenceKey
{
    public const int Length = IdLength + sizeof(long);
    private const int IdLength = 16;

    // Flipped, because in two's complement the negative numbers come after the positive ones.
    private const ulong SignBit = 1UL << 63;

    public static byte[] Create(Guid sequenceId, long position)
    {
        var key = new byte[Length];
        Write(key, sequenceId, position);
        return key;
    }

    public static void Write(Span<byte> key, Guid sequenceId, long position)
    {
        sequenceId.TryWriteBytes(key, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(key[IdLength..], (ulong)position ^ SignBit);
    }

    public static bool IsOfSameSequence(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one[..IdLength].SequenceEqual(other[..IdLength]);

    public static Guid SequenceId(ReadOnlySpan<byte> key) => new(key[..IdLength], bigEndian: true);

    public static long Position(ReadOnlySpan<byte> key) => (long)(BinaryPrimitives.ReadUInt64BigEndian(key[IdLength..]) ^ SignBit);
}
