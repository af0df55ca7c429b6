using LiteDB;

namespace EsGen.LiteDB;

/// <summary>Events that are to become a block.</summary>
internal sealed class BlockToWrite
{
    private readonly List<PackedEvent> _events = [];

    public IReadOnlyList<PackedEvent> Events => _events;

    /// <summary>How long its events are together.</summary>
    public long Length { get; private set; }

    /// <summary>Whether what follows had better go to a new one, so that this needn't be written again.</summary>
    public bool IsClosed => IsClosedAt(Length);

    public PackedEvent First => _events[0];

    public PackedEvent Last => _events[^1];

    /// <summary>Puts events together, in their order, to as few blocks as they fit in.</summary>
    public static List<BlockToWrite> Of(IEnumerable<PackedEvent> events)
    {
        List<BlockToWrite> blocks = [];
        foreach (var packed in events)
        {
            if (blocks.Count == 0 || !blocks[^1].TryAdd(packed))
            {
                blocks.Add(new BlockToWrite());
                blocks[^1].TryAdd(packed);
            }
        }

        return blocks;
    }

    /// <summary>Whether the events that were read from a block leave no room worth writing it again.</summary>
    public static bool IsClosedWith(EventBlock block) => IsClosedAt(PackedEvent.LengthOf(block));

    /// <summary>Adds an event, if there is room; an empty one has room for any.</summary>
    public bool TryAdd(PackedEvent packed)
    {
        if (_events.Count > 0 && Length + packed.Length > EventBlock.MaxLength)
        {
            return false;
        }

        _events.Add(packed);
        Length += packed.Length;
        return true;
    }

    /// <summary>The document of consecutive notifications.</summary>
    public BsonDocument ToNotificationsDocument() => EventBlock.ToDocument(First.Id, StoredBlock.Write(_events, isCompressed: true));

    /// <summary>The document of a sequence.</summary>
    public BsonDocument ToSequenceDocument() =>
        EventBlock.ToDocument(SequenceKey.Create(First.SequenceId, First.Position), StoredBlock.Write(_events, isCompressed: true));

    private static bool IsClosedAt(long length) => length > EventBlock.MaxLength * 3L / 4;
}
