using System.Runtime.InteropServices;
using System.Text;
using LiteDB;

namespace EsGen.LiteDB;

/// <summary>A stored item as LiteDB keeps it.</summary>
internal static class EventDocument
{
    public const string Id = "_id";
    public const string Key = "k";
    private const string Topic = "t";
    private const string Data = "d";
    private const string Timestamp = "s";
    private const string Metadata = "m";
    private const string Checksum = "c";

    // What LiteDB can spread over 2,047 pages of 8,150 bytes.
    private const long MaxLength = 2047 * 8150;

    // Length and end of the document (5), _id (13), k (32), s (11), c (7), and of t, d and m all but their bytes (8 each).
    private const long FixedLength = 5 + 13 + 32 + 11 + 7 + (3 * 8);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BsonDocument Create(in Notification notification)
    {
        var item = notification.Item;
        BsonDocument document = new()
        {
            [Id] = notification.Id,
            [Key] = SequenceKey.Create(item.SequenceId, item.Position),
            [Topic] = item.Topic,
            [Data] = ToArray(item.Data),

            // Ticks, because LiteDB cuts its own dates to milliseconds.
            [Timestamp] = item.Timestamp.UtcTicks,
            [Checksum] = ChecksumOf(notification),
        };
        if (!item.Metadata.IsEmpty)
        {
            document[Metadata] = ToArray(item.Metadata);
        }

        return document;
    }

    /// <exception cref="StoreCorruptException">The document isn't what <see cref="Create"/> made.</exception>
    public static Notification Read(BsonDocument document)
    {
        var key = document[Key];
        if (document[Id] is not { IsInt64: true } id
            || key is not { IsBinary: true, AsBinary.Length: SequenceKey.Length }
            || document[Topic] is not { IsString: true } topic
            || document[Data] is not { IsBinary: true } data
            || document[Timestamp] is not { IsInt64: true } ticks
            || document[Checksum] is not { IsInt32: true } checksum)
        {
            throw Corrupt(document, "lacks a field");
        }

        SequencedItem item = new(SequenceKey.SequenceId(key.AsBinary), SequenceKey.Position(key.AsBinary), topic.AsString, data.AsBinary)
        {
            Timestamp = new DateTimeOffset(Math.Clamp(ticks.AsInt64, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero),
            Metadata = document[Metadata] is { IsBinary: true } metadata ? metadata.AsBinary : default,
        };
        Notification notification = new(id.AsInt64, item);
        return checksum.AsInt32 == ChecksumOf(notification) ? notification : throw Corrupt(document, "has a wrong checksum");
    }

    /// <summary>A checksum over everything that is stored of an item.</summary>
    public static int ChecksumOf(in Notification notification)
    {
        var item = notification.Item;
        Span<byte> id = stackalloc byte[16];
        item.SequenceId.TryWriteBytes(id, bigEndian: true, out _);
        var crc = Crc32C.Add(Crc32C.Start, notification.Id);
        crc = Crc32C.Add(crc, id);
        crc = Crc32C.Add(crc, item.Position);
        crc = Crc32C.Add(crc, item.Timestamp.UtcTicks);

        // With the lengths, so that nothing can move from one field to the next unnoticed.
        crc = Crc32C.Add(crc, item.Topic.Length);
        crc = Crc32C.Add(crc, MemoryMarshal.AsBytes(item.Topic.AsSpan()));
        crc = Crc32C.Add(crc, item.Data.Length);
        crc = Crc32C.Add(crc, item.Data.Span);
        crc = Crc32C.Add(crc, item.Metadata.Span);
        return unchecked((int)~crc);
    }

    /// <summary>Refuses what LiteDB would, before it gets there: a failure inside it costs a rollback.</summary>
    public static void ThrowIfNotStorable(in SequencedItem item, string parameterName)
    {
        if (item.Topic is null)
        {
            throw new ArgumentException($"The topic of {Describe(item)} is null.", parameterName);
        }

        long length;
        try
        {
            length = FixedLength + StrictUtf8.GetByteCount(item.Topic) + item.Data.Length + item.Metadata.Length;
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException(
                $"The topic of {Describe(item)} isn't valid Unicode: it has half of a surrogate pair.", parameterName, exception);
        }

        if (length > MaxLength)
        {
            throw new ArgumentException(
                $"The item at {Describe(item)} is too large: topic, data and metadata have {length - FixedLength} bytes, "
                + $"at most {MaxLength - FixedLength} can be stored.",
                parameterName);
        }
    }

    private static StoreCorruptException Corrupt(BsonDocument document, string reason)
    {
        if (document[Key] is not { IsBinary: true, AsBinary: { Length: SequenceKey.Length } key })
        {
            return new StoreCorruptException($"A stored event {reason}; of which sequence, can't be told.");
        }

        var (sequenceId, position) = (SequenceKey.SequenceId(key), SequenceKey.Position(key));
        return new StoreCorruptException($"The event at position {position} of sequence {sequenceId} {reason}.", sequenceId, position);
    }

    private static string Describe(in SequencedItem item) => $"position {item.Position} of sequence {item.SequenceId}";

    // Event data usually is a whole array, and nobody changes it: no need for a copy.
    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && array.Length == segment.Count
            ? array
            : bytes.ToArray();
}
