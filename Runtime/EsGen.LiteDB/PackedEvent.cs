using System.Buffers.Binary;
using System.Text;

namespace EsGen.LiteDB;

/// <summary>A stored event: bytes somewhere in a block, which never change once they are written.</summary>
internal readonly record struct PackedEvent(byte[] Buffer, int Offset)
{
    private const int TopicLengthOffset = 4;
    private const int DataLengthOffset = 8;
    private const int MetadataLengthOffset = 12;
    private const int IdOffset = 16;
    private const int TicksOffset = 24;
    private const int KeyOffset = 32;
    private const int HeaderLength = KeyOffset + SequenceKey.Length;

    // What LiteDB can spread over 2,047 pages of 8,150 bytes, less the fields of the document that has a block of this one event.
    public const int MaxContentLength = (2047 * 8150) - EventBlock.DocumentOverhead - HeaderLength;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Over all that follows it.</summary>
    public uint Checksum => BinaryPrimitives.ReadUInt32LittleEndian(Bytes);

    public long Id => BinaryPrimitives.ReadInt64LittleEndian(Bytes[IdOffset..]);

    public Guid SequenceId => SequenceKey.SequenceId(Key);

    public long Position => SequenceKey.Position(Key);

    /// <summary>Its sequence and position; see <see cref="SequenceKey"/>.</summary>
    public ReadOnlySpan<byte> Key => Bytes.Slice(KeyOffset, SequenceKey.Length);

    public int Length => HeaderLength + TopicLength + DataLength + MetadataLength;

    /// <summary>The length that its fields say; null if they can't be such fields.</summary>
    private long? LengthOrNull => TopicLength < 0 || DataLength < 0 || MetadataLength < 0
        ? null
        : (long)HeaderLength + TopicLength + DataLength + MetadataLength;

    private ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Offset);

    private int TopicLength => BinaryPrimitives.ReadInt32LittleEndian(Bytes[TopicLengthOffset..]);

    private int DataLength => BinaryPrimitives.ReadInt32LittleEndian(Bytes[DataLengthOffset..]);

    private int MetadataLength => BinaryPrimitives.ReadInt32LittleEndian(Bytes[MetadataLengthOffset..]);

    public static int LengthOf(in SequencedItem item) =>
        HeaderLength + Encoding.UTF8.GetByteCount(item.Topic) + item.Data.Length + item.Metadata.Length;

    /// <summary>Writes an item into a buffer that has <see cref="LengthOf"/> bytes left for it.</summary>
    public static PackedEvent Write(byte[] buffer, int offset, long id, in SequencedItem item)
    {
        var bytes = buffer.AsSpan(offset);
        var content = bytes[HeaderLength..];
        var topicLength = Encoding.UTF8.GetBytes(item.Topic, content);
        item.Data.Span.CopyTo(content[topicLength..]);
        item.Metadata.Span.CopyTo(content[(topicLength + item.Data.Length)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[TopicLengthOffset..], topicLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[DataLengthOffset..], item.Data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[MetadataLengthOffset..], item.Metadata.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[IdOffset..], id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[TicksOffset..], item.Timestamp.UtcTicks);
        SequenceKey.Write(bytes[KeyOffset..], item.SequenceId, item.Position);
        PackedEvent packed = new(buffer, offset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, packed.ComputeChecksum());
        return packed;
    }

    /// <summary>The event at an offset of a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="end">Where the events of the buffer end.</param>
    /// <exception cref="StoreCorruptException">It isn't what was written there.</exception>
    public static PackedEvent Read(byte[] buffer, int offset, int end)
    {
        if (end - offset < HeaderLength)
        {
            throw new StoreCorruptException("A stored event is cut off; of which sequence, can't be told.");
        }

        PackedEvent packed = new(buffer, offset);
        if (!packed.IsWhole(end))
        {
            var (sequenceId, position) = (packed.SequenceId, packed.Position);
            throw new StoreCorruptException(
                $"The event at position {position} of sequence {sequenceId} has a wrong checksum.", sequenceId, position);
        }

        return packed;
    }

    /// <summary>The event at an offset of a buffer, in which anything can be; null if there is none that is as it was written.</summary>
    public static PackedEvent? TryRead(byte[] buffer, int offset) =>
        buffer.Length - offset >= HeaderLength && new PackedEvent(buffer, offset) is { Id: > 0 } packed && packed.IsWhole(buffer.Length) ? packed : null;

    /// <summary>The event that begins at an offset of a buffer and goes beyond its end; null if none does. What is there has no checksum.</summary>
    public static PackedEvent? TryReadCutOff(byte[] buffer, int offset) =>
        buffer.Length - offset >= HeaderLength
        && new PackedEvent(buffer, offset) is { Id: > 0 } packed
        && packed.LengthOrNull is { } length
        && length > buffer.Length - offset
        && length <= MaxContentLength + HeaderLength
            ? packed
            : null;

    /// <summary>The topic of an event that is cut off; null if that is cut off, too.</summary>
    public string? CutOffTopic() =>
        HeaderLength + TopicLength <= Bytes.Length ? Encoding.UTF8.GetString(Bytes.Slice(HeaderLength, TopicLength)) : null;

    /// <summary>The item, whose data and metadata are slices of the buffer.</summary>
    public SequencedItem Unpack(TopicCache topics)
    {
        var data = Offset + HeaderLength + TopicLength;
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(Bytes[TicksOffset..]);
        return new SequencedItem(
            SequenceId, Position, topics.Get(Bytes.Slice(HeaderLength, TopicLength)), Buffer.AsMemory(data, DataLength))
        {
            Timestamp = new DateTimeOffset(ticks, TimeSpan.Zero),
            Metadata = Buffer.AsMemory(data + DataLength, MetadataLength),
        };
    }

    /// <summary>What to throw if another event at the same position isn't a copy of this one.</summary>
    public StoreCorruptException ConflictWith(PackedEvent other) => new(
        $"Notifications {Id} and {other.Id} are both the event at position {Position} of sequence {SequenceId}.", SequenceId, Position);

    /// <summary>Refuses what can't be stored before anything has happened.</summary>
    public static void ThrowIfNotStorable(in SequencedItem item, string parameterName)
    {
        if (item.Topic is null)
        {
            throw new ArgumentException($"The topic of {Describe(item)} is null.", parameterName);
        }

        long length;
        try
        {
            length = (long)StrictUtf8.GetByteCount(item.Topic) + item.Data.Length + item.Metadata.Length;
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException(
                $"The topic of {Describe(item)} isn't valid Unicode: it has half of a surrogate pair.", parameterName, exception);
        }

        if (length > MaxContentLength)
        {
            throw new ArgumentException(
                $"The item at {Describe(item)} is too large: topic, data and metadata have {length} bytes, "
                + $"at most {MaxContentLength} can be stored.",
                parameterName);
        }
    }

    private static string Describe(in SequencedItem item) => $"position {item.Position} of sequence {item.SequenceId}";

    private bool IsWhole(int end) => LengthOrNull <= end - Offset && Checksum == ComputeChecksum();

    private uint ComputeChecksum() => Crc.Of(Bytes[sizeof(uint)..Length]);
}
