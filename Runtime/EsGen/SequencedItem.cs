using System.Text;

namespace EsGen;

/// <summary>One stored event: what a store keeps and gives back, byte for byte.</summary>
/// <param name="SequenceId">The sequence that the item belongs to: the id of the entity.</param>
/// <param name="Position">The place in the sequence; unique within it.</param>
/// <param name="Topic">What the item is, for example <c>Account.Deposited</c>.</param>
/// <param name="Data">The event's fields as UTF-8 JSON.</param>
public readonly record struct SequencedItem(Guid SequenceId, long Position, string Topic, ReadOnlyMemory<byte> Data)
{
    /// <summary>When the event was raised. Stores keep the instant to 100 ns and return it in UTC.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Correlation and the like, as UTF-8 JSON: an object of strings; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>Whether both items have the same content, compared byte by byte.</summary>
    /// <param name="other">The item to compare with.</param>
    public bool Equals(SequencedItem other) =>
        SequenceId == other.SequenceId
        && Position == other.Position
        && string.Equals(Topic, other.Topic, StringComparison.Ordinal)
        && Timestamp == other.Timestamp
        && Data.Span.SequenceEqual(other.Data.Span)
        && Metadata.Span.SequenceEqual(other.Metadata.Span);

    /// <summary>A hash over the whole content.</summary>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(SequenceId);
        hash.Add(Position);
        hash.Add(Topic, StringComparer.Ordinal);
        hash.Add(Timestamp);
        hash.AddBytes(Data.Span);
        hash.AddBytes(Metadata.Span);
        return hash.ToHashCode();
    }

    /// <summary>Whether its topic, data and metadata have no more bytes than a store takes in one item.</summary>
    /// <param name="maxSize">How many that are.</param>
    internal bool FitsIn(int maxSize)
    {
        const int MostBytesPerChar = 3;
        long size = (long)Data.Length + Metadata.Length;
        return size + ((long)Topic.Length * MostBytesPerChar) <= maxSize || size + Encoding.UTF8.GetByteCount(Topic) <= maxSize;
    }
}
