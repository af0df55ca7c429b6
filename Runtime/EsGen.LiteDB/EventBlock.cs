using LiteDB;

namespace EsGen.LiteDB;

/// <summary>Events packed one behind the other: the content of one document.</summary>
/// <remarks>
/// Every event is in two of them: in a block of consecutive notifications, whose document has the first one's id as its id, and, once it
/// is folded, in a block of its sequence in the order of the positions, whose document has the first one's <see cref="SequenceKey"/>.
/// </remarks>
internal sealed class EventBlock
{
    /// <summary>What a document has besides the bytes of its events: the fields, and the larger kind of id.</summary>
    public const int DocumentOverhead = 61;

    // With the document around it, what fits into one page of LiteDB's, so that adding events to the block changes one page only.
    private const int SmallLength = 8150 - DocumentOverhead;

    // Of events that come together: fewer documents are written and read faster, but whoever needs one event reads all of them.
    private const int LargeLength = 4 * SmallLength;

    // In a document as LiteDB writes it, its length comes first, then each field's type, name and value.
    private const int TypeOffset = 4;
    private const byte BinaryType = 5;

    private const string Id = "_id";
    private const string EventsField = "e";
    private const string LengthField = "n";
    private const string ChecksumField = "c";

    private readonly byte[] _bytes;
    private readonly List<int> _offsets = [];

    // Over the checksums of the events, so that none can be missing.
    private uint _checksum = Crc.Start;

    /// <param name="firstLength">How long its first event is, which may be longer than any block otherwise.</param>
    /// <param name="length">How long all events are that are there to be added.</param>
    public EventBlock(int firstLength, long length)
        : this(new byte[Math.Max(firstLength, Math.Clamp(length, SmallLength, LargeLength))])
    {
    }

    private EventBlock(byte[] bytes) => _bytes = bytes;

    public int Count => _offsets.Count;

    /// <summary>How many bytes its events have.</summary>
    public int Length { get; private set; }

    /// <summary>Whether further events had better go to a new block, than into a larger one in place of this.</summary>
    public bool IsClosed => Length > SmallLength * 3 / 4;

    public PackedEvent First => this[0];

    public PackedEvent Last => this[Count - 1];

    public PackedEvent this[int index] => new(_bytes, _offsets[index]);

    /// <summary>Where the events begin in the bytes of a document, which may be cut off behind that; null if it is no document of events.</summary>
    public static int? FirstOffsetIn(ReadOnlySpan<byte> document)
    {
        var isOfSequence = document.Length > TypeOffset && document[TypeOffset] == BinaryType;
        var offset = TypeOffset + 1 + Id.Length + 1 + (isOfSequence ? sizeof(int) + 1 + SequenceKey.Length : sizeof(long));
        var first = offset + 1 + EventsField.Length + 1 + sizeof(int) + 1;
        return document.Length > first && document[offset] == BinaryType && document[(offset + 1)..].StartsWith("e\0"u8) ? first : null;
    }

    /// <summary>Reads a block of consecutive notifications.</summary>
    /// <exception cref="StoreCorruptException">It isn't what was written.</exception>
    public static EventBlock OfNotifications(BsonDocument document)
    {
        var block = Read(document);
        for (var index = 0; index < block.Count; index++)
        {
            // Against the document's own id once, because finding it takes longer than the rest.
            if (index == 0 ? document[Id] != block.First.Id : block[index].Id != block.First.Id + index)
            {
                throw new StoreCorruptException($"Notification {block[index].Id} is in the place of another, in block {document[Id]}.");
            }
        }

        return block;
    }

    /// <summary>Reads a block of a sequence.</summary>
    /// <exception cref="StoreCorruptException">It isn't what was written.</exception>
    public static EventBlock OfSequence(BsonDocument document)
    {
        var block = Read(document);
        ReadOnlySpan<byte> previous = document[Id].AsBinary;
        for (var index = 0; index < block.Count; index++)
        {
            var packed = block[index];
            var order = packed.Key.SequenceCompareTo(previous);
            if ((index == 0 ? order != 0 : order <= 0) || !SequenceKey.IsOfSameSequence(packed.Key, previous))
            {
                throw new StoreCorruptException(
                    $"The event at position {packed.Position} of sequence {packed.SequenceId} is in the place of another.",
                    packed.SequenceId,
                    packed.Position);
            }

            previous = packed.Key;
        }

        return block;
    }

    /// <summary>Adds an item, if there is room.</summary>
    public bool TryAdd(long id, in SequencedItem item)
    {
        var length = PackedEvent.LengthOf(item);
        if (Length + length > _bytes.Length)
        {
            return false;
        }

        Append(PackedEvent.Write(_bytes, Length, id, item), length);
        return true;
    }

    /// <summary>Adds a copy of an event, if there is room.</summary>
    public bool TryAdd(PackedEvent packed)
    {
        var length = packed.Length;
        if (Length + length > _bytes.Length)
        {
            return false;
        }

        packed.Buffer.AsSpan(packed.Offset, length).CopyTo(_bytes.AsSpan(Length));
        Append(new PackedEvent(_bytes, Length), length);
        return true;
    }

    /// <summary>The document of consecutive notifications: with room for more, so that LiteDB finds room for them in the same page.</summary>
    public BsonDocument ToNotificationsDocument() => ToDocument(First.Id, _bytes);

    /// <summary>The document of a sequence.</summary>
    public BsonDocument ToSequenceDocument() => ToDocument(First.Key.ToArray(), _bytes[..Length]);

    private static EventBlock Read(BsonDocument document)
    {
        if (document[EventsField] is not { IsBinary: true } bytes
            || document[LengthField] is not { IsInt32: true } length
            || document[ChecksumField] is not { IsInt32: true } checksum
            || length < 1
            || length > bytes.AsBinary.Length)
        {
            throw new StoreCorruptException($"The block of events {document[Id]} lacks a field.");
        }

        EventBlock block = new(bytes.AsBinary);
        while (block.Length < length.AsInt32)
        {
            var packed = PackedEvent.Read(block._bytes, block.Length, length.AsInt32);
            block.Append(packed, packed.Length);
        }

        return checksum == unchecked((int)block._checksum)
            ? block
            : throw new StoreCorruptException($"The block of events {document[Id]} has a wrong checksum.", block.First.SequenceId);
    }

    private BsonDocument ToDocument(BsonValue id, byte[] bytes) => new()
    {
        [Id] = id,
        [EventsField] = bytes,
        [LengthField] = Length,
        [ChecksumField] = unchecked((int)_checksum),
    };

    private void Append(PackedEvent packed, int length)
    {
        _offsets.Add(Length);
        _checksum = Crc.Add(_checksum, packed.Checksum);
        Length += length;
    }
}
