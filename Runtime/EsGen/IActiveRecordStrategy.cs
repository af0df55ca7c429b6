namespace EsGen;

/// <summary>
/// Appends sequenced items to a store and reads them back. This is the whole contract between EsGen and a store;
/// its rules are tests, which every store's test project derives from.
/// </summary>
/// <remarks>Safe for concurrent use. After the store is closed every member throws <see cref="ObjectDisposedException"/>.</remarks>
public interface IActiveRecordStrategy
{
    /// <summary>The id of the newest notification, or 0 if nothing is stored.</summary>
    long LastNotificationId { get; }

    /// <summary>How many bytes the topic (in UTF-8), the data and the metadata of an item may have together; no limit unless a store says one.</summary>
    /// <remarks>Events that are larger are refused before they happen.</remarks>
    int MaxItemSize => int.MaxValue;

    /// <summary>Stores all items or none, over one sequence or several. No items: nothing happens.</summary>
    /// <param name="items">The items, which get consecutive notification ids in this order.</param>
    /// <exception cref="ConcurrencyException">A position is taken, in the store or by an earlier item of this call; nothing was stored.</exception>
    void Append(params IReadOnlyCollection<SequencedItem> items);

    /// <summary>Stores all items or none, over one sequence or several, without blocking a thread. No items: nothing happens.</summary>
    /// <param name="items">The items, which get consecutive notification ids in this order.</param>
    /// <param name="cancellationToken">
    /// Refuses the append (<see cref="OperationCanceledException"/>, nothing was stored) as long as the store hasn't begun with it; afterwards
    /// the outcome is reported.
    /// </param>
    /// <exception cref="ConcurrencyException">A position is taken, in the store or by an earlier item of this call; nothing was stored.</exception>
    ValueTask AppendAsync(IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken = default);

    /// <summary>The item at a position, or null if there is none.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    SequencedItem? GetItem(Guid sequenceId, long position);

    /// <summary>The items of a sequence between the bounds, all of which must hold; none for an unknown sequence.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    /// <param name="limit">How many items at most, at least 1; taken in query order, then put into result order.</param>
    /// <param name="queryAscending">Whether the limit keeps the lowest positions (default) or the highest.</param>
    /// <param name="resultsAscending">Whether the result starts with the lowest position (default) or with the highest.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    IReadOnlyList<SequencedItem> GetItems(
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true);

    /// <summary>As <see cref="GetItems"/>, without blocking a thread on the store's lock.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    /// <param name="limit">How many items at most, at least 1; taken in query order, then put into result order.</param>
    /// <param name="queryAscending">Whether the limit keeps the lowest positions (default) or the highest.</param>
    /// <param name="resultsAscending">Whether the result starts with the lowest position (default) or with the highest.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true,
        CancellationToken cancellationToken = default);

    /// <summary>What was stored after a notification, over all sequences, in the order of the notification ids.</summary>
    /// <param name="after">The id of the last notification already seen; 0 or less starts from the first one.</param>
    /// <param name="limit">How many notifications at most, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    IReadOnlyList<Notification> GetNotifications(long after, int limit);

    /// <summary>As <see cref="GetNotifications"/>, without blocking a thread on the store's lock. Unless a store has its own, it blocks.</summary>
    /// <param name="after">The id of the last notification already seen; 0 or less starts from the first one.</param>
    /// <param name="limit">How many notifications at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    ValueTask<IReadOnlyList<Notification>> GetNotificationsAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<IReadOnlyList<Notification>>(cancellationToken) : new(GetNotifications(after, limit));

    /// <summary>The item at a position with its notification id, or null if there is none. Unless a store has its own, it reads all notifications before.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    Notification? GetNotification(Guid sequenceId, long position)
    {
        if (GetItem(sequenceId, position) is null)
        {
            return null;
        }

        const int PageSize = 500;
        IReadOnlyList<Notification> page;
        for (long after = 0; (page = GetNotifications(after, PageSize)).Count > 0; after = page[^1].Id)
        {
            foreach (Notification notification in page)
            {
                if (notification.Item.SequenceId == sequenceId && notification.Item.Position == position)
                {
                    return notification;
                }
            }
        }

        return null;
    }

    /// <summary>As <see cref="GetNotification"/>, without blocking a thread on the store's lock. Unless a store has its own, it blocks.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<Notification?> GetNotificationAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<Notification?>(cancellationToken) : new(GetNotification(sequenceId, position));
}
