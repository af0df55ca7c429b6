using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB;

/// <summary>The one collection of events and the queries over it. Its user holds the engine lock.</summary>
/// <remarks>
/// The texts of the expressions are constants, and values are parameters: LiteDB compiles every new text and keeps it forever. BETWEEN,
/// because of two comparisons joined by AND LiteDB takes only one to the index.
/// </remarks>
/// <param name="engine">The database.</param>
/// <param name="lastVisibleId">The newest notification id that counts; what is beyond isn't durable yet.</param>
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
    public long LastId()
    {
        using var documents = Find(IdPath, IdInRange, [1L, long.MaxValue], IdPath, ascending: false);
        return documents.Read() ? documents.Current[EventDocument.Id].AsInt64 : 0;
    }

    public long? LastPosition(Guid sequenceId)
    {
        using var documents = FindKeys(sequenceId, long.MinValue, long.MaxValue, ascending: false);
        return documents.Read() ? SequenceKey.Position(documents.Current[EventDocument.Key].AsBinary) : null;
    }

    public bool Contains(Guid sequenceId, long position)
    {
        using var documents = FindKeys(sequenceId, position, position, ascending: true);
        return documents.Read();
    }

    public List<SequencedItem> FindItems(Guid sequenceId, long first, long last, bool ascending, int limit)
    {
        List<SequencedItem> items = [];
        using var documents = Find(
            Document,
            KeyInRange,
            [SequenceKey.Create(sequenceId, first), SequenceKey.Create(sequenceId, last)],
            KeyPath,
            ascending);
        while (items.Count < limit && documents.Read())
        {
            var notification = EventDocument.Read(documents.Current.AsDocument);
            if (notification.Id <= lastVisibleId)
            {
                items.Add(notification.Item);
            }
        }

        return items;
    }

    /// <exception cref="StoreCorruptException">One is missing.</exception>
    public List<Notification> FindNotifications(long after, int limit, long maxLength = long.MaxValue)
    {
        List<Notification> notifications = [];
        var length = 0L;
        var next = Math.Max(after, 0) + 1;
        if (after >= lastVisibleId)
        {
            return notifications;
        }

        using var documents = Find(Document, IdInRange, [next, lastVisibleId], IdPath, ascending: true);
        while (notifications.Count < limit && length < maxLength && next <= lastVisibleId)
        {
            if (!documents.Read() || documents.Current[EventDocument.Id] != next)
            {
                throw new StoreCorruptException($"Notification {next} is missing, the newest is {lastVisibleId}.");
            }

            var notification = EventDocument.Read(documents.Current.AsDocument);
            notifications.Add(notification);
            length += notification.Item.Data.Length;
            next++;
        }

        return notifications;
    }

    /// <summary>A page of the events in the order of sequence and position, from the first or from the one after another on.</summary>
    public List<Notification> FindByKey(SequencedItem? after, int limit, long maxLength)
    {
        List<Notification> notifications = [];
        var length = 0L;
        var first = SequenceKey.Create(after?.SequenceId ?? Guid.Empty, after?.Position ?? long.MinValue);
        using var documents = Find(
            Document, KeyInRange, [first, SequenceKey.Create(Guid.AllBitsSet, long.MaxValue)], KeyPath, ascending: true);
        if (after is not null)
        {
            documents.Read();
        }

        while (notifications.Count < limit && length < maxLength && documents.Read())
        {
            var notification = EventDocument.Read(documents.Current.AsDocument);
            notifications.Add(notification);
            length += notification.Item.Data.Length;
        }

        return notifications;
    }

    /// <summary>Inserts all or none: one call of the engine is one transaction.</summary>
    public void Insert(long firstId, IReadOnlyList<SequencedItem> items) =>
        engine.Insert(
            Name, items.Select((item, index) => EventDocument.Create(new Notification(firstId + index, item))), BsonAutoId.Int64);

    private IBsonDataReader FindKeys(Guid sequenceId, long first, long last, bool ascending) =>
        Find(KeyPath, KeyInRange, [SequenceKey.Create(sequenceId, first), SequenceKey.Create(sequenceId, last)], KeyPath, ascending);

    /// <remarks>Without a limit: LiteDB finds each document only when it is asked for the next one.</remarks>
    private IBsonDataReader Find(string select, string where, BsonValue[] parameters, string orderBy, bool ascending)
    {
        Query query = new()
        {
            Select = BsonExpression.Create(select),
            OrderBy = BsonExpression.Create(orderBy),
            Order = ascending ? Query.Ascending : Query.Descending,
        };
        query.Where.Add(BsonExpression.Create(where, parameters));
        return engine.Query(Name, query);
    }
}
