using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>The one collection of events and the queries over it. Its user holds the engine lock.</summary>
/// <remarks>
/// The texts of the expressions are constants, and values are parameters: LiteDB compiles every new text and keeps it forever. BETWEEN,
/// because of two comparisons joined by AND LiteDB takes only one to the index.
/// </remarks>
internal readonly struct EventCollection(ILiteEngine engine, long lastVisibleId)
{
    private const string Name = "events";
    private const string KeyPath = "$." + EventDocument.Key;
    private const string KeyInRange = KeyPath + " BETWEEN @0 AND @1";
    private const string IdPath = "$." + EventDocument.Id;
    private const string IdInRange = IdPath + " BETWEEN @0 AND @1";
    private const string Document = "$";

    public void EnsureCreated() => engine.EnsureIndex(Name, EventDocument.Key, BsonExpression.Create(KeyPath), unique: true);

    /// <summary>The newest notification id, 0 if there is none.</summary>
    public long LastId() => FindIds(1, long.MaxValue, ascending: false).SingleOrDefault();

    public long? LastPosition(Guid sequenceId)
    {
        var keys = FindKeys(sequenceId, long.MinValue, long.MaxValue, ascending: false);
        return keys.Count == 0 ? null : SequenceKey.Position(keys[0]);
    }

    public bool Contains(Guid sequenceId, long position) => FindKeys(sequenceId, position, position, ascending: true).Count > 0;

    public List<SequencedItem> FindItems(Guid sequenceId, long first, long last, bool ascending, int limit) =>
        Find(Document, KeyInRange, Range(sequenceId, first, last), KeyPath, ascending, limit, IsVisible, EventDocument.ToItem);

    public List<Notification> FindNotifications(long after, int limit) =>
        after >= lastVisibleId
            ? []
            : Find(Document, IdInRange, [Math.Max(after, 0) + 1, lastVisibleId], IdPath, ascending: true, limit, static _ => true, ToNotification);

    /// <summary>Inserts all or none: one call of the engine is one transaction.</summary>
    public void Insert(long firstId, IReadOnlyList<SequencedItem> items) =>
        engine.Insert(Name, items.Select((item, index) => EventDocument.Create(firstId + index, item)), BsonAutoId.Int64);

    private static long Id(BsonDocument document) => document[EventDocument.Id].AsInt64;

    private static byte[] Key(BsonDocument document) => document[EventDocument.Key].AsBinary;

    private static Notification ToNotification(BsonDocument document) => new(Id(document), EventDocument.ToItem(document));

    private static BsonValue[] Range(Guid sequenceId, long first, long last) =>
        [SequenceKey.Create(sequenceId, first), SequenceKey.Create(sequenceId, last)];

    private bool IsVisible(BsonDocument document) => Id(document) <= lastVisibleId;

    private List<byte[]> FindKeys(Guid sequenceId, long first, long last, bool ascending) =>
        Find(KeyPath, KeyInRange, Range(sequenceId, first, last), KeyPath, ascending, limit: 1, static _ => true, Key);

    private List<long> FindIds(long first, long last, bool ascending) =>
        Find(IdPath, IdInRange, [first, last], IdPath, ascending, limit: 1, static _ => true, Id);

    private List<T> Find<T>(
        string select,
        string where,
        BsonValue[] parameters,
        string orderBy,
        bool ascending,
        int limit,
        Func<BsonDocument, bool> isVisible,
        Func<BsonDocument, T> convert)
    {
        Query query = new()
        {
            Select = BsonExpression.Create(select),
            OrderBy = BsonExpression.Create(orderBy),
            Order = ascending ? Query.Ascending : Query.Descending,
        };
        query.Where.Add(BsonExpression.Create(where, parameters));

        // LiteDB finds each document when it is asked for the next one, so that a limit of its own would save nothing.
        List<T> results = [];
        using var reader = engine.Query(Name, query);
        while (results.Count < limit && reader.Read())
        {
            var document = reader.Current.AsDocument;
            if (isVisible(document))
            {
                results.Add(convert(document));
            }
        }

        return results;
    }
}
