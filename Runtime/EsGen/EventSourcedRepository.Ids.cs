namespace EsGen;

public sealed partial class EventSourcedRepository<T>
{
    /// <summary>The ids of the entities of this kind that are not discarded, in pages, in the order in which they were created.</summary>
    /// <param name="after">The last id of the page before, which may be discarded by now; null for the first page.</param>
    /// <param name="limit">How many ids at most, at least 1.</param>
    /// <returns>The ids; fewer than <paramref name="limit"/>: there are no more.</returns>
    /// <remarks>
    /// What is created meanwhile comes last, so that a walk page by page meets every entity once. It reads the log: a page costs as much as
    /// all that was stored, of any kind, between its first entity and its last. It is for maintenance and migrations, not for lists on a
    /// screen.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="after"/> is the id of no entity of this kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    public IReadOnlyList<Guid> GetIds(Guid? after = null, int limit = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return GetIdsCore(after, limit, isAsynchronous: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="GetIds"/>
    /// <param name="after">The last id of the page before, which may be discarded by now; null for the first page.</param>
    /// <param name="limit">How many ids at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public ValueTask<IReadOnlyList<Guid>> GetIdsAsync(Guid? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(GetIdsCore(after, limit, isAsynchronous: true, cancellationToken));
    }

    /// <param name="after">The last id of the page before.</param>
    /// <param name="limit">How many ids at most.</param>
    /// <param name="isAsynchronous">Whether not to block the thread meanwhile; otherwise all is done on return.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    private async Task<IReadOnlyList<Guid>> GetIdsCore(Guid? after, int limit, bool isAsynchronous, CancellationToken cancellationToken)
    {
        IActiveRecordStrategy strategy = EventStore.ActiveRecordStrategy;
        ItemQuery newest = new() { Limit = 1, QueryAscending = false };
        long last = 0;
        if (after is { } id)
        {
            last = GetCreation(id, isAsynchronous
                ? await strategy.GetNotificationAsync(id, 0, cancellationToken).ConfigureAwait(false)
                : strategy.GetNotification(id, 0));
        }

        List<Guid> ids = [];
        while (true)
        {
            IReadOnlyList<Notification> page = isAsynchronous
                ? await strategy.GetNotificationsAsync(last, _application.Options.PageSize, cancellationToken).ConfigureAwait(false)
                : strategy.GetNotifications(last, _application.Options.PageSize);
            foreach (Notification notification in page)
            {
                last = notification.Id;
                if (!IsCreation(notification.Item))
                {
                    continue;
                }

                IReadOnlyList<SequencedItem> end = isAsynchronous
                    ? await strategy.GetItemsAsync(notification.Item.SequenceId, newest, cancellationToken).ConfigureAwait(false)
                    : strategy.GetItems(notification.Item.SequenceId, newest);
                if (end is [var item] && !T.Description.IsDiscard(item.Topic))
                {
                    ids.Add(notification.Item.SequenceId);
                    if (ids.Count == limit)
                    {
                        return ids;
                    }
                }
            }

            // A store may give fewer than it was asked for: only none are the end.
            if (page.Count == 0)
            {
                return ids;
            }
        }
    }

    private static bool IsCreation(in SequencedItem item) => item.Position == 0 && T.Description.Owns(item.Topic);

    private static long GetCreation(Guid after, Notification? first) => first is { } creation && IsCreation(creation.Item)
        ? creation.Id
        : throw new ArgumentException(
            $"No {T.Description.Name} with the id {after} was ever stored, so there is none to go on behind. Begin without it.",
            nameof(after));
}
