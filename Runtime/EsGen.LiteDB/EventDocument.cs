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

    // What LiteDB can spread over 2,047 pages of 8,150 bytes.
    private const long MaxLength = 2047 * 8150;

    // Length and end of the document (5), _id (13), k (32), s (11), and of t, d and m all but their bytes (8 each).
    private const long FixedLength = 5 + 13 + 32 + 11 + (3 * 8);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static BsonDocument Create(long id, in SequencedItem item)
    {
        BsonDocument document = new()
        {
            [Id] = id,
            [Key] = SequenceKey.Create(item.SequenceId, item.Position),
            [Topic] = item.Topic,
            [Data] = ToArray(item.Data),

            // Ticks, because LiteDB cuts its own dates to milliseconds.
            [Timestamp] = item.Timestamp.UtcTicks,
        };
        if (!item.Metadata.IsEmpty)
        {
            document[Metadata] = ToArray(item.Metadata);
        }

        return document;
    }

    public static SequencedItem ToItem(BsonDocument document)
    {
        var key = document[Key].AsBinary;
        return new SequencedItem(SequenceKey.SequenceId(key), SequenceKey.Position(key), document[Topic].AsString, document[Data].AsBinary)
        {
            Timestamp = new DateTimeOffset(document[Timestamp].AsInt64, TimeSpan.Zero),
            Metadata = document.TryGetValue(Metadata, out var metadata) ? metadata.AsBinary : default,
        };
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

    private static string Describe(in SequencedItem item) => $"position {item.Position} of sequence {item.SequenceId}";

    // Event data usually is a whole array, and nobody changes it: no need for a copy.
    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array is { } array && array.Length == segment.Count
            ? array
            : bytes.ToArray();
}
