using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace EsGen.LiteDB;

/// <summary>
/// A block as it is stored: a header that says how many bytes follow and has a checksum over them, and the columns of the events, as they
/// are or compressed; those have a length and a checksum of their own.
/// </summary>
internal static class StoredBlock
{
    /// <summary>How much longer a block of one event is than its topic, data and metadata.</summary>
    public const int MaxOverhead = HeaderLength + BlockColumns.MaxOverhead;

    private const byte Mark = 0xE5;
    private const byte Plain = 1;
    private const byte Lz4 = 2;

    private const int KindOffset = 1;
    private const int LengthOffset = 2;
    private const int ChecksumOffset = 6;
    private const int HeaderLength = 10;

    // Before compressed bytes, and under the same checksum.
    private const int PlainChecksumOffset = 4;
    private const int PlainHeaderLength = 8;

    // No compressed byte stands for more.
    private const int MostPerByte = 255;

    /// <param name="events">The events.</param>
    /// <param name="isCompressed">Whether to compress it, if that makes it smaller.</param>
    /// <param name="minLength">Up to which length to fill it with zeros.</param>
    public static byte[] Write(IReadOnlyList<PackedEvent> events, bool isCompressed, int minLength = 0)
    {
        var plain = ArrayPool<byte>.Shared.Rent(BlockColumns.MaxLengthOf(events));
        var packed = isCompressed ? ArrayPool<byte>.Shared.Rent(plain.Length) : null;
        try
        {
            var length = BlockColumns.Write(plain, events);

            // Less than a sixteenth isn't worth inflating it again and again.
            var packedLength = packed is null ? -1 : LZ4Codec.Encode(plain.AsSpan(0, length), packed.AsSpan(0, length - (length / 16)));
            return packedLength <= 0
                ? WithHeader(Plain, plain.AsSpan(0, length), [], minLength)
                : WithHeader(Lz4, packed.AsSpan(0, packedLength), plain.AsSpan(0, length), minLength);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            if (packed is not null)
            {
                ArrayPool<byte>.Shared.Return(packed);
            }
        }
    }

    /// <summary>The block at an offset of some bytes, in which anything can be; null if there is none that is as it was written.</summary>
    /// <param name="bytes">The bytes, which the block keeps if it isn't compressed.</param>
    /// <param name="offset">Where it would begin.</param>
    /// <param name="topics">The strings of topics.</param>
    /// <param name="length">How long it is.</param>
    public static EventBlock? TryRead(byte[] bytes, int offset, TopicCache topics, out int length)
    {
        length = HeaderLength;
        var header = bytes.AsSpan(offset);
        if (header.Length < HeaderLength || header[0] != Mark || header[KindOffset] is not (Plain or Lz4)
            || BinaryPrimitives.ReadInt32LittleEndian(header[LengthOffset..]) is var stored
                && (stored < 0 || stored > header.Length - HeaderLength)
            || BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..]) != ChecksumOf(header[..(HeaderLength + stored)]))
        {
            return null;
        }

        length = HeaderLength + stored;
        return header[KindOffset] == Plain
            ? BlockOf(bytes, offset + HeaderLength, stored, topics)
            : Inflate(header.Slice(HeaderLength, stored)) is { } plain ? BlockOf(plain, 0, plain.Length, topics) : null;
    }

    /// <summary>
    /// The events of a block that goes beyond the end of some bytes, without their content, which no checksum vouches for; none if it
    /// doesn't say.
    /// </summary>
    public static EventEntry[] TryReadCutOff(byte[] bytes, int offset, TopicCache topics)
    {
        var header = bytes.AsSpan(offset);
        return header.Length > HeaderLength && header[0] == Mark && header[KindOffset] == Plain
            && BinaryPrimitives.ReadInt32LittleEndian(header[LengthOffset..]) is var stored && stored > header.Length - HeaderLength
                ? BlockColumns.TryRead(bytes, offset + HeaderLength, header.Length - HeaderLength, topics, isCutOff: true) ?? []
                : [];
    }

    private static EventBlock? BlockOf(byte[] bytes, int offset, int length, TopicCache topics) =>
        BlockColumns.TryRead(bytes, offset, length, topics, isCutOff: false) is { } entries ? new EventBlock(entries, bytes) : null;

    /// <remarks>Whatever the lengths say, no more is allocated than the stored bytes can stand for, and than a block may have.</remarks>
    private static byte[]? Inflate(ReadOnlySpan<byte> stored)
    {
        if (stored.Length <= PlainHeaderLength)
        {
            return null;
        }

        var packed = stored[PlainHeaderLength..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(stored);
        if (length <= 0 || length > (long)packed.Length * MostPerByte || length > BlockColumns.MaxLengthOfOne)
        {
            return null;
        }

        var plain = GC.AllocateUninitializedArray<byte>(length);
        return LZ4Codec.Decode(packed, plain) == length
            && BinaryPrimitives.ReadUInt32LittleEndian(stored[PlainChecksumOffset..]) == Crc.Of(plain)
                ? plain
                : null;
    }

    private static byte[] WithHeader(byte kind, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> inflated, int minLength)
    {
        var plainHeader = kind == Plain ? 0 : PlainHeaderLength;
        var length = plainHeader + stored.Length;
        var bytes = new byte[Math.Max(HeaderLength + length, minLength)];
        bytes[0] = Mark;
        bytes[KindOffset] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(LengthOffset), length);
        if (kind != Plain)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeaderLength), inflated.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderLength + PlainChecksumOffset), Crc.Of(inflated));
        }

        stored.CopyTo(bytes.AsSpan(HeaderLength + plainHeader));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumOffset), ChecksumOf(bytes.AsSpan(0, HeaderLength + length)));
        return bytes;
    }

    /// <summary>Over all but itself.</summary>
    private static uint ChecksumOf(ReadOnlySpan<byte> block) =>
        Crc.Add(
            Crc.Of(block[HeaderLength..]),
            ((long)block[KindOffset] << 32) | BinaryPrimitives.ReadUInt32LittleEndian(block[LengthOffset..]));
}
