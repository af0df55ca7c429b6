namespace EsGen;

/// <summary>Looks for the notification of an item among all of them, for stores that don't find it by themselves.</summary>
internal static class NotificationSearch
{
    private const int PageSize = 500;

    public static Notification? Find(IActiveRecordStrategy strategy, Guid sequenceId, long position) =>
        FindCore(strategy, sequenceId, position, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();

    public static ValueTask<Notification?> FindAsync(
        IActiveRecordStrategy strategy, Guid sequenceId, long position, CancellationToken cancellationToken) =>
        new(FindCore(strategy, sequenceId, position, isAsynchronous: true, cancellationToken));

    private static async Task<Notification?> FindCore(
        IActiveRecordStrategy strategy, Guid sequenceId, long position, bool isAsynchronous, CancellationToken cancellationToken)
    {
        SequencedItem? item = isAsynchronous
            ? await strategy.GetItemAsync(sequenceId, position, cancellationToken).ConfigureAwait(false)
            : strategy.GetItem(sequenceId, position);
        if (item is null)
        {
            return null;
        }

        long after = 0;
        while (true)
        {
            IReadOnlyList<Notification> page = isAsynchronous
                ? await strategy.GetNotificationsAsync(after, PageSize, cancellationToken).ConfigureAwait(false)
                : strategy.GetNotifications(after, PageSize);
            if (page.Count == 0)
            {
                return null;
            }

            foreach (Notification notification in page)
            {
                if (notification.Item.SequenceId == sequenceId && notification.Item.Position == position)
                {
                    return notification;
                }
            }

            after = page[^1].Id;
        }
    }
}
