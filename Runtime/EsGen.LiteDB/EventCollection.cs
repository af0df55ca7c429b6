using LiteDB;

namespace EsGen.LiteDB;

/// <summary>
/// The events, in two orders: in blocks of consecutive notifications, which are written at once, and in blocks of their sequences, into
/// which the recent ones are folded many at a time. Its user holds the engine lock.
/// </summary>
/// <param name="documents">The blocks as documents.</param>
/// <param name="recentLength">How many bytes of events may wait to be folded.</param>
internal sealed partial class EventCollection(EventDocuments documents, int recentLength)
{
    private const long MaxPageLength = 1 << 20;

    private readonly RecentEvents _recent = new();
    private readonly Lock _showing = new();
    private readonly SequenceBlocks _sequences = new(documents);
    private readonly NewestNotifications _newest = new();
    private long _visibleId;

    // The block of notifications that was read last: who follows them goes on there.
    private EventBlock? _followed;

    /// <summary>The newest notification id, 0 if there is none.</summary>
    public long LastId => _newest.LastId;

    public StoredTrackings Trackings { get; } = new();

    /// <summary>
    /// The newest notification that readers see; what is beyond isn't durable yet. It alone is safe to use without the lock.
    /// </summary>
    public long VisibleId
    {
        get => Volatile.Read(ref _visibleId);
        private set => Volatile.Write(ref _visibleId, value);
    }

    /// <summary>The newest notification id as it is stored, 0 if there is none.</summary>
    /// <exception cref="StoreCorruptException">It is damaged.</exception>
    public long FindLastId() => (documents.FindNewest() ?? documents.FindLastBlock())?.Last.Id ?? 0;

    /// <summary>Finds out where the events go on.</summary>
    /// <param name="trackingWrites">How often trackings had been written when the database was last closed.</param>
    /// <param name="fold">Folds some of them; called while there are more events than should wait to be folded.</param>
    /// <exception cref="StoreCorruptException">Events are damaged or missing.</exception>
    public void Load(long trackingWrites, Action fold)
    {
        Trackings.Load(documents.FindTrackings(), trackingWrites);
        var folded = documents.FoldedUpTo();
        for (var after = folded; LoadSome(after); after = LastId)
        {
            while (MustFold)
            {
                fold();
            }
        }

        if (LastId < folded)
        {
            throw new StoreCorruptException($"Notification {folded} is missing, the newest is {LastId}.");
        }

        // The same found from the other end: an older version of a page can hide the newest events from one direction.
        if (FindLastId() is var last && last != LastId)
        {
            throw new StoreCorruptException(
                $"The newest notification is {LastId} when the notifications are read forwards, and {last} backwards: one of the two "
                    + "lacks events.");
        }

        _newest.Load(documents.FindLastBlock(), documents.FindNewest());
        ShowNewest();
    }

    public long? LastPosition(Guid sequenceId)
    {
        var folded = _sequences.FindLast(sequenceId);
        if (folded is null)
        {
            // A new sequence, most likely: so that it isn't looked for again and again.
            _sequences.SetEmpty(sequenceId);
        }

        return _recent.Of(sequenceId) is [.., var recent] && !(folded?.Last.Position > recent.Position)
            ? recent.Position
            : folded?.Last.Position;
    }

    public bool Contains(Guid sequenceId, long position) =>
        Find(sequenceId, new PositionRange(position, position), ascending: true, limit: 1).Count > 0;

    /// <summary>Those of the visible items of a sequence that are wanted.</summary>
    public IReadOnlyList<SequencedItem> FindItems(Guid sequenceId, in ItemQuery query)
    {
        if (query.IsEmpty)
        {
            return [];
        }

        var events = Find(sequenceId, new PositionRange(query.First, query.Last), query.QueryAscending, query.Limit ?? int.MaxValue);
        if (query.QueryAscending != query.ResultsAscending)
        {
            events.Reverse();
        }

        return new UnpackedEvents<SequencedItem>(events, static packed => packed.Unpack());
    }

    /// <summary>The visible notification of a position of a sequence, or null if there is none.</summary>
    public Notification? FindNotification(Guid sequenceId, long position) =>
        Find(sequenceId, new PositionRange(position, position), ascending: true, limit: 1) is [var packed]
            ? new Notification(packed.Id, packed.Unpack())
            : null;

    /// <summary>The visible notifications after another, or the first of them: as few that nobody waits for long meanwhile.</summary>
    /// <exception cref="StoreCorruptException">One is missing.</exception>
    public IReadOnlyList<Notification> FindNotifications(long after, int limit) =>
        new UnpackedEvents<Notification>(
            FindAfter(after, limit, MaxPageLength),
            static packed => new Notification(packed.Id, packed.Unpack()));

    /// <summary>The visible events after a notification, in the order of the notifications.</summary>
    /// <param name="after">The notification.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="maxLength">After how many bytes to end; there is one event at least.</param>
    /// <param name="isFromMemory">Whether what is in memory needn't be read.</param>
    /// <exception cref="StoreCorruptException">One is missing.</exception>
    public List<PackedEvent> FindAfter(long after, int limit, long maxLength, bool isFromMemory = true)
    {
        List<PackedEvent> events = [];
        var last = VisibleId;
        after = Math.Max(after, 0);
        if (after >= last)
        {
            return events;
        }

        var next = after + 1;
        var length = 0L;
        foreach (var packed in isFromMemory && _newest.HasFrom(next) ? _newest.From(next) : FindFrom(next, last, isFromMemory))
        {
            if (next > last)
            {
                return events;
            }

            events.Add(packed);
            next++;
            length += packed.Length;
            if (events.Count == limit || length >= maxLength)
            {
                return events;
            }
        }

        return next > last ? events : throw Missing(next);
    }

    /// <summary>The events of all sequences after one, some blocks of them, in the order of sequence and position.</summary>
    public List<PackedEvent> FindFolded(PackedEvent? after, long maxLength)
    {
        List<PackedEvent> events = [];
        var length = 0L;
        foreach (var block in documents.FindSequences(after))
        {
            for (var index = 0; index < block.Count; index++)
            {
                // A block may have been split since.
                if (after is not { } last || block[index].CompareKeyTo(last) > 0)
                {
                    events.Add(block[index]);
                    length += block[index].Length;
                }
            }

            if (length >= maxLength)
            {
                break;
            }
        }

        return events;
    }

    /// <inheritdoc cref="EventDocuments.VerifyLookups"/>
    public BsonValue? VerifyLookups(BsonValue? after, int count) => documents.VerifyLookups(after, count);

    /// <summary>The events up to a notification that aren't folded yet.</summary>
    public List<PackedEvent> FindUnfolded(long lastId) => [.. _recent.All.Where(packed => packed.Id <= lastId)];

    /// <summary>Writes items as the next notifications, and trackings, all or nothing: one call of the engine is one transaction.</summary>
    public void Write(IReadOnlyList<SequencedItem> items, IReadOnlyDictionary<string, long> trackings)
    {
        List<PackedEvent> added = new(items.Count);
        foreach (var block in EventBlock.Of(items, LastId + 1))
        {
            for (var index = 0; index < block.Count; index++)
            {
                added.Add(block[index]);
                _recent.Add(block[index]);
            }
        }

        IEnumerable<BsonDocument> changed = added.Count == 0 ? [] : _newest.Add(added);
        documents.Write(trackings.Count == 0 ? changed : changed.Concat(Trackings.Write(trackings)));
    }

    /// <summary>Makes all that is written visible.</summary>
    public void ShowNewest()
    {
        lock (_showing)
        {
            VisibleId = LastId;
            Trackings.ShowNewest();
        }
    }

    /// <summary>The newest visible tracking of a name; null if there is none. Safe to use without the engine lock.</summary>
    public long? FindVisibleTracking(string name)
    {
        // So that nobody sees a tracking and not yet what was stored with it, or the other way round.
        lock (_showing)
        {
            return Trackings.FindVisible(name);
        }
    }

    /// <summary>The newest visible notification and the trackings that go with it. Safe to use without the engine lock.</summary>
    public (long LastId, IReadOnlyList<Tracking> Trackings) TakeVisible()
    {
        lock (_showing)
        {
            return (VisibleId, Trackings.AllVisible());
        }
    }

    /// <summary>Compares the trackings with what is in the file.</summary>
    /// <exception cref="StoreCorruptException">They aren't the same.</exception>
    public void VerifyTrackings() => Trackings.Verify(documents.FindTrackings());

    /// <summary>Loads the events after a notification that may not be folded yet; true if so many that some must be folded first.</summary>
    private bool LoadSome(long after)
    {
        foreach (var block in FindBlocksOfNotifications(Math.Max(after, 1), long.MaxValue))
        {
            for (var index = 0; index < block.Count; index++)
            {
                if (block[index].Id > after)
                {
                    _recent.Add(block[index]);
                }
            }

            _newest.Pass(block.Last.Id);
            if (MustFold)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The visible events of a sequence in a range of positions, in their order: those folded and the recent ones.</summary>
    private List<PackedEvent> Find(Guid sequenceId, PositionRange range, bool ascending, int limit)
    {
        var recent = _recent.Find(sequenceId, range, ascending, VisibleId);
        if (recent.Count == 1 && range.First == range.Last)
        {
            return recent;
        }

        var blocks = _sequences.Find(sequenceId, range, ascending);
        var count = blocks is ArraySegment<EventBlock> { Count: > 0 } kept ? kept.Sum(static block => block.Count) + recent.Count : 0;
        List<PackedEvent> found = new(Math.Min(count, limit));
        var next = 0;
        foreach (var block in blocks)
        {
            for (var index = 0; index < block.Count; index++)
            {
                var packed = block[ascending ? index : block.Count - 1 - index];
                var position = packed.Position;
                if (position < range.First || position > range.Last)
                {
                    continue;
                }

                for (; next < recent.Count
                    && recent[next].Position is var other
                    && other < position == ascending
                    && other != position; next++)
                {
                    found.Add(recent[next]);
                }

                // After the process died, an event can be in both.
                if (next < recent.Count && recent[next].Position == position)
                {
                    if (recent[next].Id != packed.Id)
                    {
                        throw packed.ConflictWith(recent[next]);
                    }

                    next++;
                }

                found.Add(packed);
            }

            if (found.Count >= limit)
            {
                break;
            }
        }

        if (found.Count == 0)
        {
            found = recent;
        }
        else
        {
            found.AddRange(recent[next..]);
        }

        if (found.Count > limit)
        {
            found.RemoveRange(limit, found.Count - limit);
        }

        return found;
    }

    /// <summary>The notifications from one on, checked for gaps, to another or a few more.</summary>
    private IEnumerable<PackedEvent> FindFrom(long id, long lastId, bool isFromMemory)
    {
        if (isFromMemory && _followed is { } followed && followed.First.Id <= id && id <= followed.Last.Id)
        {
            for (; id <= followed.Last.Id; id++)
            {
                yield return followed[(int)(id - followed.First.Id)];
            }

            if (id > lastId)
            {
                yield break;
            }
        }

        foreach (var block in FindBlocksOfNotifications(id, lastId))
        {
            _followed = block.Length <= MaxPageLength ? block : null;
            for (; id <= block.Last.Id; id++)
            {
                yield return block[(int)(id - block.First.Id)];
            }
        }
    }

    /// <summary>The blocks of the notifications from the one that has a notification on, checked for gaps.</summary>
    private IEnumerable<EventBlock> FindBlocksOfNotifications(long id, long lastId)
    {
        var next = id;
        var isFirst = true;
        foreach (var block in documents.FindNotifications(id, lastId))
        {
            if (isFirst ? block.First.Id > id : block.First.Id != next)
            {
                throw Missing(next);
            }

            isFirst = false;
            next = block.Last.Id + 1;
            if (next > id)
            {
                yield return block;
            }
        }
    }

    private StoreCorruptException Missing(long id) => new($"Notification {id} is missing, the newest is {LastId}.");
}
