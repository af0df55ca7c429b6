namespace EsGen;

/// <summary>Looks for the notification of an item among all of them, for stores that don't find it by themselves.</summary>
internal static class NotificationSearch
{
    private const int PageSize = 500;

    public static Notification? Find(IActiveRecordStrategy strategy, Guid sequenceId, long position)
    {
        if (strategy.GetItem(sequenceId, position) is null)
        {
            return null;
        }

        IReadOnlyList<Notification> page;
        for (long after = 0; (page = strategy.GetNotifications(after, PageSize)).Count > 0; after = page[^1].Id)
        {
            if (FindIn(page, sequenceId, position) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public static async ValueTask<Notification?> FindAsync(
        IActiveRecordStrategy strategy, Guid sequenceId, long position, CancellationToken cancellationToken)
    {
        if (await strategy.GetItemAsync(sequenceId, position, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        long after = 0;
        while (await strategy.GetNotificationsAsync(after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            if (FindIn(page, sequenceId, position) is { } found)
            {
                return found;
            }

            after = page[^1].Id;
        }

        return null;
    }

    private static Notification? FindIn(IReadOnlyList<Notification> page, Guid sequenceId, long position)
    {
        foreach (Notification notification in page)
        {
            if (notification.Item.SequenceId == sequenceId && notification.Item.Position == position)
            {
                return notification;
            }
        }

        return null;
    }
}
