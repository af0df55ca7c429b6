namespace EsGen.LiteDB;

/// <summary>Reads everything that a store holds, a page at a time, so that others get their turn.</summary>
internal static class StoreVerification
{
    private const int PageItems = 1000;
    private const long PageLength = 16 << 20;

    /// <exception cref="StoreCorruptException">Something isn't what was written.</exception>
    public static void Verify(LiteDbConnection connection)
    {
        connection.VerifyPages();
        var lastId = connection.LastVisibleId;
        var byId = Total(ReadById(connection, after: 0, lastId));
        var byKey = Total(ReadByKey(connection).Where(notification => notification.Id <= lastId));
        if (byId != byKey)
        {
            throw new StoreCorruptException(
                $"There are {byId.Count} events in the order of the notifications and {byKey.Count} in the order of the sequences"
                + (byId.Count == byKey.Count ? ", but not the same." : "."));
        }
    }

    /// <summary>The events after a notification and up to another, checked for gaps and wrong checksums as they are read.</summary>
    public static IEnumerable<Notification> ReadById(LiteDbConnection connection, long after, long lastId)
    {
        while (after < lastId)
        {
            var start = after;
            var page = connection.Read(sequenceId: null, events => events.FindNotifications(start, PageItems, PageLength));
            foreach (var notification in page)
            {
                if (notification.Id <= lastId)
                {
                    yield return notification;
                }

                after = notification.Id;
            }
        }
    }

    private static IEnumerable<Notification> ReadByKey(LiteDbConnection connection)
    {
        SequencedItem? last = null;
        while (true)
        {
            var after = last;
            var page = connection.Read(sequenceId: null, events => events.FindByKey(after, PageItems, PageLength));
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var notification in page)
            {
                yield return notification;
            }

            last = page[^1].Item;
        }
    }

    /// <summary>The same for the same events in any order.</summary>
    private static (long Count, long Sum) Total(IEnumerable<Notification> notifications) =>
        notifications.Aggregate(
            (Count: 0L, Sum: 0L), (total, notification) => (total.Count + 1, total.Sum + EventDocument.ChecksumOf(notification)));
}
