using System.Text;

namespace EsGen.LiteDB;

/// <summary>A stored event: one of a block, which never changes.</summary>
internal readonly record struct PackedEvent(EventBlock Block, int Index)
{
    /// <summary>What an event counts for besides its topic, data and metadata, where blocks and batches are limited.</summary>
    public const int Overhead = 32;

    // What LiteDB can spread over 2,047 pages of 8,150 bytes, less what a document has that is a block of this one event.
    public const int MaxContentLength = (2047 * 8150) - EventBlock.DocumentOverhead - StoredBlock.MaxOverhead;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public long Id => Entry.Id;

    public Guid SequenceId => Entry.SequenceId;

    public long Position => Entry.Position;

    /// <summary>About how many bytes it is.</summary>
    public int Length => Overhead + Entry.Topic.Length + Entry.DataLength + Entry.MetadataLength;

    public ref readonly EventEntry Entry => ref Block.Entries[Index];

    public ReadOnlyMemory<byte> Data => Block.Content.AsMemory(Entry.DataOffset, Entry.DataLength);

    public ReadOnlyMemory<byte> Metadata => Block.Content.AsMemory(Entry.MetadataOffset, Entry.MetadataLength);

    /// <summary>As <see cref="Length"/>, of an item that isn't packed yet.</summary>
    public static int LengthOf(in SequencedItem item) => Overhead + item.Topic.Length + item.Data.Length + item.Metadata.Length;

    /// <summary>How long some are together.</summary>
    public static long LengthOf(IReadOnlyList<PackedEvent> events)
    {
        var length = 0L;
        for (var index = 0; index < events.Count; index++)
        {
            length += events[index].Length;
        }

        return length;
    }

    /// <summary>The item, whose data and metadata are slices of the block.</summary>
    public SequencedItem Unpack()
    {
        ref readonly var entry = ref Entry;
        return new SequencedItem(entry.SequenceId, entry.Position, entry.Topic, Block.Content.AsMemory(entry.DataOffset, entry.DataLength))
        {
            Timestamp = new DateTimeOffset(entry.Ticks, TimeSpan.Zero),
            Metadata = Block.Content.AsMemory(entry.MetadataOffset, entry.MetadataLength),
        };
    }

    /// <summary>Over all of it, so that two copies can be compared.</summary>
    public uint ComputeChecksum()
    {
        ref readonly var entry = ref Entry;
        Span<byte> sequenceId = stackalloc byte[16];
        entry.SequenceId.TryWriteBytes(sequenceId);
        var crc = Crc.Add(Crc.Add(Crc.Add(Crc.Of(sequenceId), entry.Id), entry.Position), entry.Ticks);
        crc = Crc.Add(crc, ((long)entry.Topic.Length << 32) | (uint)entry.DataLength);
        foreach (var character in entry.Topic)
        {
            crc = Crc.Add(crc, character);
        }

        return Crc.Add(Crc.Add(crc, Crc.Of(Data.Span)), Crc.Of(Metadata.Span));
    }

    /// <summary>The order of all events by sequence, and within it by position.</summary>
    public int CompareKeyTo(PackedEvent other) =>
        SequenceId.CompareTo(other.SequenceId) is not 0 and var order ? order : Position.CompareTo(other.Position);

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
}
