namespace EsGen.LiteDB;

/// <summary>The events that aren't folded into the blocks of their sequences yet, by sequence, in memory.</summary>
internal sealed class RecentEvents
{
    // What a sequence takes here besides the bytes of its events.
    private const int SequenceOverhead = 150;

    private static readonly List<PackedEvent> None = [];

    private readonly Dictionary<Guid, List<PackedEvent>> _sequences = [];

    // In the order of their first event here, so that no event stays for long however often its sequence is appended to.
    private readonly Queue<(Guid SequenceId, long Start)> _oldest = new();

    // The sequences whose events stay here until the store is closed, and the lowest id of their events.
    private readonly HashSet<Guid> _left = [];
    private long? _lowestLeftId;

    // How many bytes of events there were so far.
    private long _total;

    /// <summary>The events of the sequence that has been here for the longest time; null if there is none to be folded.</summary>
    public List<PackedEvent>? Oldest => _oldest.TryPeek(out var oldest) ? _sequences[oldest.SequenceId] : null;

    /// <summary>About how many bytes of memory the events take that are to be folded.</summary>
    public long Length { get; private set; }

    /// <summary>How many bytes of events, whether they are still here or not, there were since the oldest that is to be folded.</summary>
    public long Span => _oldest.TryPeek(out var oldest) ? _total - oldest.Start : 0;

    /// <summary>All of them, in no order.</summary>
    public IEnumerable<PackedEvent> All => _sequences.Values.SelectMany(static events => events);

    public void Add(PackedEvent packed)
    {
        var sequenceId = packed.SequenceId;
        if (!_sequences.TryGetValue(sequenceId, out var events))
        {
            _sequences.Add(sequenceId, events = []);
            _oldest.Enqueue((sequenceId, _total));
            Length += SequenceOverhead;
        }

        var index = FirstFrom(events, packed.Position);
        if (index < events.Count && events[index].Position == packed.Position)
        {
            throw events[index].ConflictWith(packed);
        }

        events.Insert(index, packed);
        _total += packed.Length;
        if (!_left.Contains(sequenceId))
        {
            Length += packed.Length;
        }
    }

    /// <summary>The events of a sequence in the order of their positions; none if there are none.</summary>
    public List<PackedEvent> Of(Guid sequenceId) => _sequences.GetValueOrDefault(sequenceId, None);

    /// <summary>The events of a sequence in a range of positions, up to a notification.</summary>
    public List<PackedEvent> Find(Guid sequenceId, PositionRange range, bool ascending, long lastId)
    {
        var events = Of(sequenceId);
        var first = FirstFrom(events, range.First);
        var end = range.Last == long.MaxValue ? events.Count : FirstFrom(events, range.Last + 1);
        List<PackedEvent> found = new(Math.Max(end - first, 0));
        for (var index = first; index < end; index++)
        {
            if (events[index].Id <= lastId)
            {
                found.Add(events[index]);
            }
        }

        if (!ascending)
        {
            found.Reverse();
        }

        return found;
    }

    /// <summary>Where in the events of a sequence the first one is whose position is not less than another.</summary>
    public static int FirstFrom(List<PackedEvent> events, long position)
    {
        var (first, end) = (0, events.Count);

        // Nearly always it is the end.
        if (end == 0 || events[end - 1].Position < position)
        {
            return end;
        }

        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = events[middle].Position < position ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    /// <summary>Removes <see cref="Oldest"/>, which is folded.</summary>
    public void RemoveOldest() => _sequences.Remove(PassOverOldest());

    /// <summary>Leaves <see cref="Oldest"/> here, because it can't be folded.</summary>
    public void LeaveOldest()
    {
        var lowestId = LowestIdOf(Oldest!);
        _lowestLeftId = Math.Min(_lowestLeftId ?? lowestId, lowestId);
        _left.Add(PassOverOldest());
    }

    /// <summary>The lowest notification id here, or null if nothing is here.</summary>
    public long? LowestId() => Oldest is not { } events
        ? _lowestLeftId
        : Math.Min(LowestIdOf(events), _lowestLeftId ?? long.MaxValue);

    private static long LowestIdOf(List<PackedEvent> events) => events.Min(static packed => packed.Id);

    private Guid PassOverOldest()
    {
        var (sequenceId, _) = _oldest.Dequeue();
        Length -= SequenceOverhead + _sequences[sequenceId].Sum(static packed => (long)packed.Length);
        return sequenceId;
    }
}
