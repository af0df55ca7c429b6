using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>The one collection of events as LiteDB has it: documents by their ids. Its user holds the engine lock.</summary>
/// <remarks>
/// The texts of the expressions are constants, and values are parameters: LiteDB compiles every new text and keeps it forever. BETWEEN,
/// because of two comparisons joined by AND LiteDB takes only one to the index.
/// </remarks>
internal sealed class EventDocuments(ILiteEngine engine)
{
    private const string Name = "events";
    private const string Id = "_id";
    private const string IdPath = "$." + Id;
    private const string IdInRange = IdPath + " BETWEEN @0 AND @1";

    // Before the first notification; before that are the trackings, from -1 down.
    private const long FoldedId = 0;
    private const string FoldedField = "f";

    private readonly TopicCache _topics = new();

    // Numbers come before binary values.
    private static readonly BsonValue FirstOfAll = long.MinValue;
    private static readonly BsonValue LastOfAll = SequenceKey.Create(Guid.AllBitsSet, long.MaxValue).Append(byte.MaxValue).ToArray();

    /// <summary>Up to which notification all events are in the blocks of their sequences.</summary>
    public long FoldedUpTo()
    {
        foreach (var document in Find(FoldedId, FoldedId, ascending: true))
        {
            return document[FoldedField].AsInt64;
        }

        return 0;
    }

    /// <summary>The documents of the trackings, in the order in which their names came.</summary>
    public IEnumerable<BsonDocument> FindTrackings() => Find(long.MinValue, FoldedId - 1, ascending: false);

    /// <summary>The block of the newest notifications; null if there is none, or none in it.</summary>
    public EventBlock? FindNewest() =>
        ToNotifications(Find(EventBlock.NewestId, EventBlock.NewestId, ascending: true)).FirstOrDefault(static block => block.Count > 0);

    /// <summary>The last block before that; null if there is none.</summary>
    public EventBlock? FindLastBlock() => ToNotifications(FindLast(1L, EventBlock.NewestId - 1)).FirstOrDefault();

    /// <summary>The blocks of the notifications from the last that begins at a notification or before it on, up to another.</summary>
    public IEnumerable<EventBlock> FindNotifications(long id, long lastId)
    {
        var blocks = FindLast(1L, id).Concat(Find(id + 1, Math.Min(lastId, EventBlock.NewestId - 1), ascending: true));
        foreach (var block in ToNotifications(blocks))
        {
            yield return block;
            if (block.Last.Id >= lastId)
            {
                yield break;
            }
        }

        if (FindNewest() is { } newest)
        {
            yield return newest;
        }
    }

    /// <summary>The blocks of a sequence that may have positions of a range.</summary>
    public IEnumerable<EventBlock> FindSequence(Guid sequenceId, PositionRange range, bool ascending)
    {
        // The first position may be in the middle of a block.
        var before = range.First == long.MinValue
            ? []
            : FindLast(SequenceKey.Create(sequenceId, long.MinValue), SequenceKey.Create(sequenceId, range.First));
        var rest = range.First == long.MinValue ? range : new PositionRange(range.First + 1, range.Last);
        var within = range.First == range.Last && range.First != long.MinValue
            ? []
            : Find(SequenceKey.Create(sequenceId, rest.First), SequenceKey.Create(sequenceId, rest.Last), ascending);
        return (ascending ? before.Concat(within) : within.Concat(before)).Select(document => EventBlock.OfSequence(document, _topics));
    }

    /// <summary>The blocks of all sequences after an event, in order.</summary>
    public IEnumerable<EventBlock> FindSequences(PackedEvent? after)
    {
        var first = after is { } last ? SequenceKey.Create(last.SequenceId, last.Position) : SequenceKey.Create(Guid.Empty, long.MinValue);
        return Find(first, SequenceKey.Create(Guid.AllBitsSet, long.MaxValue), ascending: true)
            .Select(document => EventBlock.OfSequence(document, _topics));
    }

    /// <summary>
    /// Looks up some of the blocks behind one as reading does: from both ends, and for what lies between two of them. Returns the id of the
    /// last one; null at the end.
    /// </summary>
    /// <remarks>
    /// Reading all blocks in order uses the lowest level of LiteDB's index alone, and not the ids that it has. Looking for one begins at
    /// the highest level; if that leads past it, the block isn't there for whoever reads or appends, although it is.
    /// </remarks>
    /// <exception cref="StoreCorruptException">One isn't found, or at another place.</exception>
    public BsonValue? VerifyLookups(BsonValue? after, int count)
    {
        var before = after ?? FirstOfAll;
        BsonValue[] ids = [.. Find(Behind(before), LastOfAll, ascending: true).Select(static document => document[Id]).Take(count)];
        foreach (var id in ids)
        {
            if (id <= before
                || FindIds(Behind(before), LastOfAll, ascending: true).FirstOrDefault() != id
                || !FindIds(FirstOfAll, Behind(id), ascending: false).Take(2).SequenceEqual(before == FirstOfAll ? [id] : [id, before]))
            {
                throw new StoreCorruptException(
                    id.IsBinary
                        ? $"A block of sequence {SequenceKey.SequenceId(id.AsBinary)} isn't found where it is stored: LiteDB's index is "
                            + "damaged."
                        : $"The block of notification {id.RawValue} isn't found where it is stored: LiteDB's index is damaged.",
                    id.IsBinary ? SequenceKey.SequenceId(id.AsBinary) : null);
            }

            before = id;
        }

        return ids.LastOrDefault();
    }

    /// <summary>Writes blocks, new ones and such as have changed, in one transaction; which they are, LiteDB has to find out.</summary>
    public void Write(IEnumerable<BsonDocument> blocks) => engine.Upsert(Name, blocks, BsonAutoId.Int64);

    /// <summary>As <see cref="Write"/>; afterwards the events up to a notification are in the blocks of their sequences.</summary>
    public void WriteFolded(IEnumerable<BsonDocument> blocks, long upTo) =>
        Write(blocks.Append(new BsonDocument { [Id] = FoldedId, [FoldedField] = upTo }));

    /// <summary>A value between an id and every greater one.</summary>
    private static BsonValue Behind(BsonValue id) => id.IsBinary ? new BsonValue([.. id.AsBinary, 0]) : new BsonValue(id.AsInt64 + 0.5m);

    /// <summary>The ids as LiteDB's index has them, without reading the documents.</summary>
    private IEnumerable<BsonValue> FindIds(BsonValue first, BsonValue last, bool ascending) =>
        Find(first, last, ascending, IdPath).Select(static document => document[Id]);

    private IEnumerable<EventBlock> ToNotifications(IEnumerable<BsonDocument> documents) =>
        documents.Select(document => EventBlock.OfNotifications(document, _topics));

    private IEnumerable<BsonDocument> FindLast(BsonValue first, BsonValue last) => Find(first, last, ascending: false).Take(1);

    /// <remarks>LiteDB finds each document only when it is asked for the next one.</remarks>
    private IEnumerable<BsonDocument> Find(BsonValue first, BsonValue last, bool ascending, string select = "$")
    {
        Query query = new()
        {
            Select = BsonExpression.Create(select),
            OrderBy = BsonExpression.Create(IdPath),
            Order = ascending ? Query.Ascending : Query.Descending,
        };
        query.Where.Add(BsonExpression.Create(IdInRange, first, last));
        using var documents = engine.Query(Name, query);
        while (documents.Read())
        {
            yield return documents.Current.AsDocument;
        }
    }
}
