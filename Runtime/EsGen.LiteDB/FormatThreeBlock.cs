using System.Buffers.Binary;
using LiteDB;

namespace EsGen.LiteDB;

/// <summary>
/// A block as format 3 has it, which is read only: events one behind the other, each with its lengths and a checksum before it, and one
/// over the checksums of all.
/// </summary>
internal static class FormatThreeBlock
{
    private const string LengthField = "n";
    private const string ChecksumField = "c";

    private const int TopicLengthOffset = 4;
    private const int DataLengthOffset = 8;
    private const int MetadataLengthOffset = 12;
    private const int IdOffset = 16;
    private const int TicksOffset = 24;
    private const int KeyOffset = 32;
    private const int HeaderLength = KeyOffset + SequenceKey.Length;

    /// <summary>Whether a document is such a block.</summary>
    public static bool Is(BsonDocument document) => document.ContainsKey(LengthField);

    /// <summary>The events of a document; null if it isn't what was written.</summary>
    public static EventBlock? TryRead(BsonDocument document, byte[] bytes, TopicCache topics)
    {
        if (document[LengthField] is not { IsInt32: true } length || length < 1 || length > bytes.Length)
        {
            return null;
        }

        List<EventEntry> entries = [];
        var checksum = Crc.Start;
        for (var offset = 0; offset < length.AsInt32;)
        {
            if (TryReadEvent(bytes.AsSpan(0, length.AsInt32), offset, topics, out var eventLength) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
            checksum = Crc.Add(checksum, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset)));
            offset += eventLength;
        }

        return document[ChecksumField] == unchecked((int)checksum) ? new EventBlock([.. entries], bytes) : null;
    }

    /// <summary>The event at an offset of some bytes, in which anything can be; null if there is none that is as it was written.</summary>
    public static EventEntry? TryReadEvent(ReadOnlySpan<byte> bytes, int offset, TopicCache topics, out int length)
    {
        length = 0;
        var header = bytes[offset..];
        if (header.Length < HeaderLength
            || BinaryPrimitives.ReadInt32LittleEndian(header[TopicLengthOffset..]) is var topicLength && topicLength < 0
            || BinaryPrimitives.ReadInt32LittleEndian(header[DataLengthOffset..]) is var dataLength && dataLength < 0
            || BinaryPrimitives.ReadInt32LittleEndian(header[MetadataLengthOffset..]) is var metadataLength && metadataLength < 0
            || (long)HeaderLength + topicLength + dataLength + metadataLength > header.Length)
        {
            return null;
        }

        length = HeaderLength + topicLength + dataLength + metadataLength;
        var id = BinaryPrimitives.ReadInt64LittleEndian(header[IdOffset..]);
        if (id <= 0 || BinaryPrimitives.ReadUInt32LittleEndian(header) != Crc.Of(header[sizeof(uint)..length]))
        {
            return null;
        }

        var key = header.Slice(KeyOffset, SequenceKey.Length);
        return new EventEntry
        {
            SequenceId = SequenceKey.SequenceId(key),
            Topic = topics.Get(header.Slice(HeaderLength, topicLength)),
            Id = id,
            Position = SequenceKey.Position(key),
            Ticks = BinaryPrimitives.ReadInt64LittleEndian(header[TicksOffset..]),
            DataOffset = offset + HeaderLength + topicLength,
            DataLength = dataLength,
            MetadataOffset = offset + HeaderLength + topicLength + dataLength,
            MetadataLength = metadataLength,
        };
    }
}
