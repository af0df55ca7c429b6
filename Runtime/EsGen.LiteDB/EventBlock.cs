using System.Collections;
using LiteDB;

namespace EsGen.LiteDB;

/// <summary>Events that were written or read together. It never changes.</summary>
/// <remarks>
/// Every event is stored in two blocks: in one of consecutive notifications, whose document has the first one's id as its id, and, once it
/// is folded, in one of its sequence in the order of the positions, whose document has the first one's <see cref="SequenceKey"/>.
/// </remarks>
internal sealed class EventBlock : IReadOnlyList<PackedEvent>
{
    /// <summary>How long the events of a block are together at most, by <see cref="PackedEvent.Length"/>; a longer one is alone.</summary>
    /// <remarks>Longer ones are smaller when compressed, but whoever needs one event reads all of them.</remarks>
    public const int MaxLength = 32 << 10;

    /// <summary>What a document has besides the bytes of its block: the fields, and the larger kind of id.</summary>
    public const int DocumentOverhead = 47;

    /// <summary>
    /// The id of the document of the newest notifications, which is written with every append: it comes after all others.
    /// </summary>
    public const long NewestId = long.MaxValue;

    private const int EntryLength = 64;

    // In a document as LiteDB writes it, its length comes first, then each field's type, name and value.
    private const int TypeOffset = 4;
    private const byte BinaryType = 5;

    private const string Id = "_id";
    private const string EventsField = "e";

    public EventBlock(EventEntry[] entries, byte[] content)
    {
        Entries = entries;
        Content = content;
    }

    public EventEntry[] Entries { get; }

    /// <summary>The bytes in which data and metadata are.</summary>
    public byte[] Content { get; }

    public int Count => Entries.Length;

    /// <summary>About how many bytes of memory it takes.</summary>
    public int Length => Content.Length + (Entries.Length * EntryLength);

    public PackedEvent First => this[0];

    public PackedEvent Last => this[Count - 1];

    public PackedEvent this[int index] => new(this, index);

    /// <summary>Copies items as the notifications from an id on, so that their bytes may change afterwards.</summary>
    public static IEnumerable<EventBlock> Of(IReadOnlyList<SequencedItem> items, long firstId)
    {
        for (int start = 0, end; start < items.Count; start = end)
        {
            end = start + 1;
            for (var length = (long)PackedEvent.LengthOf(items[start]); end < items.Count; end++)
            {
                length += PackedEvent.LengthOf(items[end]);
                if (length > MaxLength)
                {
                    break;
                }
            }

            yield return Of(items, start, end, firstId + start);
        }
    }

    /// <summary>
    /// Where the block begins in the bytes of a document, which may be cut off behind that; null if it is no document of events.
    /// </summary>
    public static int? FirstOffsetIn(ReadOnlySpan<byte> document)
    {
        var isOfSequence = document.Length > TypeOffset && document[TypeOffset] == BinaryType;
        var offset = TypeOffset + 1 + Id.Length + 1 + (isOfSequence ? sizeof(int) + 1 + SequenceKey.Length : sizeof(long));
        var first = offset + 1 + EventsField.Length + 1 + sizeof(int) + 1;
        return document.Length > first && document[offset] == BinaryType && document[(offset + 1)..].StartsWith("e\0"u8) ? first : null;
    }

    /// <summary>Reads a block of consecutive notifications.</summary>
    /// <exception cref="StoreCorruptException">It isn't what was written.</exception>
    public static EventBlock OfNotifications(BsonDocument document, TopicCache topics)
    {
        var block = Read(document, topics);
        for (var index = 0; index < block.Count; index++)
        {
            // Against the document's own id once, because finding it takes longer than the rest.
            if (index == 0
                ? document[Id] != block.First.Id && document[Id] != NewestId
                : block.Entries[index].Id != block.Entries[index - 1].Id + 1)
            {
                throw new StoreCorruptException($"Notification {block[index].Id} is in the place of another, in {Describe(document[Id])}.");
            }
        }

        return block;
    }

    /// <summary>Reads a block of a sequence.</summary>
    /// <exception cref="StoreCorruptException">It isn't what was written.</exception>
    public static EventBlock OfSequence(BsonDocument document, TopicCache topics)
    {
        var block = Read(document, topics);
        ReadOnlySpan<byte> key = document[Id].AsBinary;
        var (sequenceId, previous) = (SequenceKey.SequenceId(key), SequenceKey.Position(key));
        for (var index = 0; index < block.Count; index++)
        {
            ref var entry = ref block.Entries[index];
            if (entry.SequenceId != sequenceId || (index == 0 ? entry.Position != previous : entry.Position <= previous))
            {
                throw new StoreCorruptException(
                    $"The event at position {entry.Position} of sequence {entry.SequenceId} is in the place of another.",
                    entry.SequenceId,
                    entry.Position);
            }

            previous = entry.Position;
        }

        return block;
    }

    public IEnumerator<PackedEvent> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The document of a block.</summary>
    public static BsonDocument ToDocument(BsonValue id, byte[] bytes) => new() { [Id] = id, [EventsField] = bytes };

    private static EventBlock Of(IReadOnlyList<SequencedItem> items, int start, int end, long firstId)
    {
        var entries = new EventEntry[end - start];
        var length = 0;
        for (var index = start; index < end; index++)
        {
            length += items[index].Data.Length + items[index].Metadata.Length;
        }

        var content = GC.AllocateUninitializedArray<byte>(length);
        var offset = 0;
        for (var index = 0; index < entries.Length; index++)
        {
            var item = items[start + index];
            entries[index] = new EventEntry
            {
                SequenceId = item.SequenceId,
                Topic = item.Topic,
                Id = firstId + index,
                Position = item.Position,
                Ticks = item.Timestamp.UtcTicks,
                DataOffset = offset,
                DataLength = item.Data.Length,
                MetadataOffset = offset + item.Data.Length,
                MetadataLength = item.Metadata.Length,
            };
            item.Data.Span.CopyTo(content.AsSpan(offset));
            item.Metadata.Span.CopyTo(content.AsSpan(offset + item.Data.Length));
            offset += item.Data.Length + item.Metadata.Length;
        }

        return new EventBlock(entries, content);
    }

    private static EventBlock Read(BsonDocument document, TopicCache topics)
    {
        var block = document[EventsField] is { IsBinary: true } bytes
            ? FormatThreeBlock.Is(document)
                ? FormatThreeBlock.TryRead(document, bytes.AsBinary, topics)
                : StoredBlock.TryRead(bytes.AsBinary, 0, topics, out _)
            : null;
        return block is not null && (block.Count > 0 || document[Id] == NewestId)
            ? block
            : throw new StoreCorruptException(
                $"{Describe(document[Id])} isn't what was written: a checksum is wrong or a field is missing. None of its events can be "
                    + "read.",
                document[Id].IsBinary ? SequenceKey.SequenceId(document[Id].AsBinary) : null);
    }

    private static string Describe(BsonValue id) => id switch
    {
        { IsBinary: true } =>
            $"The block of sequence {SequenceKey.SequenceId(id.AsBinary)} from position {SequenceKey.Position(id.AsBinary)} on",
        _ when id == NewestId => "The block of the newest notifications",
        _ => $"The block of notification {id.RawValue} and those that follow it",
    };
}
