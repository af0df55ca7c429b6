namespace EsGen.LiteDB;

/// <content>Folding.</content>
internal sealed partial class EventCollection
{
    // Where the last block of a sequence ends if it is closed, of those last folded: what comes after it needn't be put together with it.
    private readonly LastPositionCache _closedEnds = new();

    /// <summary>Whether more events than should wait to be folded.</summary>
    /// <remarks>
    /// Opening reads everything since the oldest of them, folded or not: so that must not be too much either, however few they are.
    /// </remarks>
    public bool MustFold => _recent.Length > recentLength || _recent.Span > 2L * recentLength;

    /// <summary>
    /// Folds some of the recent events, which are visible, into the blocks of their sequences, in one transaction: the oldest, and few
    /// enough that nobody waits for long.
    /// </summary>
    public void Fold()
    {
        var enough = _recent.Length - Math.Max(recentLength / 32, 1);
        List<BlockToWrite> changed = [];
        while (_recent.Length > enough && _recent.Oldest is { } events)
        {
            List<BlockToWrite> blocks = [];
            try
            {
                Fold(events, blocks);
            }
            catch (StoreCorruptException)
            {
                // Only this sequence is damaged; who reads it or verifies is told.
                _recent.LeaveOldest();
                continue;
            }

            changed.AddRange(blocks);
            _sequences.Change(events[0].SequenceId);
            _recent.RemoveOldest();
        }

        documents.WriteFolded(changed.Select(static block => block.ToSequenceDocument()), (_recent.LowestId() ?? LastId + 1) - 1);
    }

    /// <summary>Finds the blocks that become other ones by events of one sequence, block by block from the last one on.</summary>
    private void Fold(List<PackedEvent> events, List<BlockToWrite> changed)
    {
        var sequenceId = events[0].SequenceId;
        if (_closedEnds.TryGet(sequenceId, out var closedEnd) && events[0].Position > closedEnd)
        {
            changed.AddRange(Merge(block: null, events));
            KeepClosedEnd(changed[^1]);
            return;
        }

        var last = _sequences.FindLast(sequenceId);
        var isBehind = last?.First.Position > events[^1].Position;
        for (var end = events.Count; end > 0;)
        {
            var position = events[end - 1].Position;
            var block = end == events.Count && !isBehind
                ? last
                : _sequences.Find(sequenceId, new PositionRange(position, position), ascending: false).FirstOrDefault();
            var first = block is null ? 0 : Math.Min(RecentEvents.FirstFrom(events, block.First.Position), end - 1);
            changed.AddRange(Merge(block, events[first..end]));
            end = first;
        }

        // Only what is behind all others.
        if (changed.MaxBy(static block => block.Last.Position) is { } newest
            && !isBehind
            && !(last?.Last.Position > newest.Last.Position))
        {
            KeepClosedEnd(newest);
        }
        else
        {
            _closedEnds.Set(sequenceId, head: null);
        }
    }

    private void KeepClosedEnd(BlockToWrite last) =>
        _closedEnds.Set(last.First.SequenceId, last.IsClosed ? last.Last.Position : null);

    /// <summary>The blocks that take the place of one, or come after it.</summary>
    /// <exception cref="StoreCorruptException">Two different events have one position, so that one of them would be lost.</exception>
    private static List<BlockToWrite> Merge(EventBlock? block, List<PackedEvent> events)
    {
        // After the process died, an event can be in both.
        var all = block is null || (block.Last.Position < events[0].Position && BlockToWrite.IsClosedWith(block))
            ? events
            : [.. block.Concat(events).GroupBy(static packed => packed.Position, OnlyOne).OrderBy(static packed => packed.Position)];
        return all.Count == block?.Count && all != events ? [] : BlockToWrite.Of(all);
    }

    private static PackedEvent OnlyOne(long position, IEnumerable<PackedEvent> copies)
    {
        var first = copies.First();
        foreach (var other in copies)
        {
            if (other.Id != first.Id)
            {
                throw first.ConflictWith(other);
            }
        }

        return first;
    }
}
