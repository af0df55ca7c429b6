namespace EsGen.Tool.Verification;

/// <summary>What the order of the notifications says of a sequence, to be compared with the order of the sequence.</summary>
internal sealed class SequenceCheck(Guid id)
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
        unchecked
        {
            _hash += Hash(item);
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

            unchecked
            {
                hash += Hash(item);
            }
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

    private static ulong Hash(in SequencedItem item)
    {
        UInt128 hash = ItemHash.Of(id: null, item);
        HashCode metadata = default;
        metadata.AddBytes(item.Metadata.Span);
        return unchecked((ulong)hash + (uint)metadata.ToHashCode());
    }
}
