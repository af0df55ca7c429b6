using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EsGen.Inspection;

/// <summary>What the order of the notifications says of a sequence, to be compared with the order of the sequence.</summary>
/// <param name="id">The sequence.</param>
/// <param name="isCompared">Whether it will be compared.</param>
internal sealed class SequenceCheck(Guid id, bool isCompared)
{
    private long _count;
    private ulong _hash;
    private bool _hasGap;

    public Guid Id { get; } = id;

    /// <summary>Takes the next event.</summary>
    /// <returns>That it isn't at the next position; null if it is, or if that has been said of the sequence.</returns>
    public Finding? Add(in Notification notification)
    {
        SequencedItem item = notification.Item;
        long expected = _count++;
        if (isCompared)
        {
            _hash = unchecked(_hash + Hash(item));
        }

        if (item.Position == expected || _hasGap)
        {
            return null;
        }

        _hasGap = true;
        return Finding.Of(
            "position", item, $"The sequence goes on at position {item.Position} where {expected} should follow.", notification.Id);
    }

    /// <summary>Compares it with what the sequence gives.</summary>
    public Finding? Compare(IReadOnlyList<SequencedItem> items)
    {
        ulong hash = 0;
        foreach (SequencedItem item in items)
        {
            if (item.SequenceId != Id)
            {
                return Finding.Of("order", item, $"The store gave it when asked for sequence {Id}.");
            }

            hash = unchecked(hash + Hash(item));
        }

        // More than the notifications had: somebody appends meanwhile.
        if (items.Count > _count || (items.Count == _count && hash == _hash))
        {
            return null;
        }

        string difference = items.Count == _count ? ", but not the same" : "";
        return new Finding("order", $"The sequence has {items.Count} events, the notifications have {_count} of it{difference}.")
        {
            SequenceId = Id,
        };
    }

    /// <summary>Quick, and no secret: it finds what was damaged, not what was forged.</summary>
    private static ulong Hash(in SequencedItem item)
    {
        ulong hash = Mix((ulong)item.Position, (ulong)item.Timestamp.UtcTicks);
        hash = Mix(hash, MemoryMarshal.AsBytes(item.Topic.AsSpan()));
        hash = Mix(hash, item.Data.Span);
        return Mix(hash, item.Metadata.Span);
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = Mix(hash, (ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte rest in bytes)
        {
            hash = Mix(hash, rest);
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ulong value) => unchecked((BitOperations.RotateLeft(hash, 29) ^ value) * 0x9E3779B97F4A7C15);
}
