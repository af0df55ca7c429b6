namespace EsGen.LiteDB;

/// <summary>
/// The blocks of each sequence, from their documents, or from memory if they were read not long ago. Its user holds the engine lock.
/// </summary>
/// <param name="documents">The blocks as documents.</param>
internal sealed class SequenceBlocks(EventDocuments documents)
{
    private readonly SequenceCache _kept = new();

    /// <summary>The last block of a sequence; null if it has none.</summary>
    public EventBlock? FindLast(Guid sequenceId) => Find(sequenceId, PositionRange.All, ascending: false).FirstOrDefault();

    /// <summary>The blocks of a sequence that may have positions of a range.</summary>
    public IEnumerable<EventBlock> Find(Guid sequenceId, PositionRange range, bool ascending)
    {
        if (!_kept.TryGet(sequenceId, out var kept) && ascending && range.First == long.MinValue)
        {
            return ReadFromBeginning(sequenceId, range);
        }

        if (kept is null)
        {
            return documents.FindSequence(sequenceId, range, ascending);
        }

        var first = Math.Max(Array.FindLastIndex(kept, block => block.First.Position <= range.First), 0);
        var end = Array.FindLastIndex(kept, block => block.First.Position <= range.Last) + 1;
        ArraySegment<EventBlock> within = new(kept, Math.Min(first, end), Math.Max(end - first, 0));
        return ascending ? within : within.Reverse();
    }

    /// <summary>Takes note that a sequence has no blocks.</summary>
    public void SetEmpty(Guid sequenceId) => _kept.Set(sequenceId, []);

    /// <summary>Takes note that the blocks of a sequence change.</summary>
    public void Change(Guid sequenceId) => _kept.Remove(sequenceId);

    /// <summary>Reads all blocks of a sequence, even if the range ends earlier, and keeps them unless they are too many.</summary>
    private IEnumerable<EventBlock> ReadFromBeginning(Guid sequenceId, PositionRange range)
    {
        List<EventBlock> blocks = [];
        var length = 0L;
        foreach (var block in documents.FindSequence(sequenceId, PositionRange.All, ascending: true))
        {
            blocks.Add(block);
            length += block.Length;
            if (length > SequenceCache.MaxSequenceLength)
            {
                _kept.Set(sequenceId, blocks: null);
                var rest = new PositionRange(block.Last.Position, range.Last);
                return rest.First < rest.Last ? blocks.Concat(documents.FindSequence(sequenceId, rest, ascending: true).Skip(1)) : blocks;
            }
        }

        EventBlock[] all = [.. blocks];
        _kept.Set(sequenceId, all);
        return new ArraySegment<EventBlock>(all);
    }
}
