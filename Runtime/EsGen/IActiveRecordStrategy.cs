namespace EsGen;

/// <summary>
/// Appends sequenced items to a store and reads them back. This is the whole contract between EsGen and a store; its rules are tests, which
/// every store's test project derives from.
/// </summary>
/// <remarks>
/// <para>Safe for concurrent use. After the store is closed every member throws <see cref="ObjectDisposedException"/>.</para>
/// <para>
/// An argument that can't be right is refused at once, by asynchronous members too; everything else that goes wrong with those,
/// cancellation included, is in the task that they return.
/// </para>
/// <para>
/// Every item has a notification id. Ids ascend in the order of the appends, those of one append without a stranger's between them, and
/// once a notification was seen nothing below it appears later: so a reader that has come up to one never has to look back. EsGen's own
/// stores count without a gap from 1 besides; others may leave gaps.
/// </para>
/// </remarks>
public interface IActiveRecordStrategy
{
    /// <summary>The id of the newest notification, or 0 if nothing is stored.</summary>
    long LastNotificationId { get; }

    /// <summary>
    /// How many bytes the topic (in UTF-8), the data and the metadata of an item may have together; no limit unless a store says one.
    /// </summary>
    /// <remarks>Events that are larger are refused before they happen.</remarks>
    int MaxItemSize => int.MaxValue;

    /// <summary>
    /// What kind of store it is, for telemetry (<c>db.system.name</c>), such as <c>postgresql</c>; <c>esgen</c> unless a store says.
    /// </summary>
    string SystemName => "esgen";

    /// <summary>Stores all items and the tracking, or nothing, over one sequence or several.</summary>
    /// <param name="items">
    /// The items, which get ascending notification ids in this order. There may be none. The bytes of their data and metadata mustn't
    /// change before this has returned: a store may read them at any time until then.
    /// </param>
    /// <param name="tracking">
    /// How far the caller has come with what it follows, stored in the same commit; nothing if null. Compared before the items are: an
    /// append that was stored, and whose answer was lost, is known by it.
    /// </param>
    /// <returns>The id of the last notification stored; 0 if there are no items.</returns>
    /// <exception cref="TrackingConflictException">
    /// The tracking isn't ahead of what is stored under its name; nothing was stored.
    /// </exception>
    /// <exception cref="ConcurrencyException">
    /// A position is taken, in the store or by an earlier item of this call; nothing was stored.
    /// </exception>
    long Append(IReadOnlyCollection<SequencedItem> items, Tracking? tracking = null);

    /// <summary>As <see cref="Append"/>, without blocking a thread.</summary>
    /// <param name="items">
    /// The items, which get ascending notification ids in this order. There may be none. The bytes of their data and metadata mustn't
    /// change before the task has ended: a store may read them at any time until then.
    /// </param>
    /// <param name="tracking">How far the caller has come with what it follows, stored in the same commit; nothing if null.</param>
    /// <param name="cancellationToken">
    /// Refuses the append (<see cref="OperationCanceledException"/>, nothing was stored) as long as the store hasn't begun with it;
    /// afterwards the outcome is reported.
    /// </param>
    /// <returns>The id of the last notification stored; 0 if there are no items.</returns>
    /// <exception cref="TrackingConflictException">
    /// The tracking isn't ahead of what is stored under its name; nothing was stored.
    /// </exception>
    /// <exception cref="ConcurrencyException">
    /// A position is taken, in the store or by an earlier item of this call; nothing was stored.
    /// </exception>
    ValueTask<long> AppendAsync(
        IReadOnlyCollection<SequencedItem> items,
        Tracking? tracking = null,
        CancellationToken cancellationToken = default);

    /// <summary>The notification id of the newest tracking stored under a name; null if there never was one.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">It can't be the name of a tracking.</exception>
    long? GetTracking(string name);

    /// <summary>As <see cref="GetTracking"/>, without blocking a thread. Unless a store has its own, it blocks.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="ArgumentException">It can't be the name of a tracking.</exception>
    ValueTask<long?> GetTrackingAsync(string name, CancellationToken cancellationToken = default)
    {
        Tracking.ThrowIfNotAName(name, nameof(name));
        return BlockingCall.Run(() => GetTracking(name), cancellationToken);
    }

    /// <summary>The item at a position, or null if there is none.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    SequencedItem? GetItem(Guid sequenceId, long position) => GetItems(sequenceId, ItemQuery.At(position)) is [var item] ? item : null;

    /// <summary>As <see cref="GetItem"/>, without blocking a thread.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    async ValueTask<SequencedItem?> GetItemAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        await GetItemsAsync(sequenceId, ItemQuery.At(position), cancellationToken).ConfigureAwait(false) is [var item] ? item : null;

    /// <summary>Items of a sequence; none of an unknown one.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="query">Which of them; all unless given.</param>
    /// <returns>
    /// The items: as many as the limit says, if there are so many. Unlike <see cref="GetNotifications"/> a store never gives fewer: a
    /// reader of pages takes a short page for the last one.
    /// </returns>
    IReadOnlyList<SequencedItem> GetItems(Guid sequenceId, ItemQuery query = default);

    /// <summary>As <see cref="GetItems"/>, without blocking a thread.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="query">Which of them; all unless given.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The items: as many as the limit says, if there are so many.</returns>
    ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        Guid sequenceId,
        ItemQuery query = default,
        CancellationToken cancellationToken = default);

    /// <summary>As <see cref="LastNotificationId"/>, without blocking a thread. Unless a store has its own, it blocks.</summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<long> GetLastNotificationIdAsync(CancellationToken cancellationToken = default) =>
        BlockingCall.Run(() => LastNotificationId, cancellationToken);

    /// <summary>What was stored after a notification, over all sequences, in the order of the notification ids.</summary>
    /// <param name="after">The id of the last notification already seen; 0 or less starts from the first one.</param>
    /// <param name="limit">How many notifications at most, at least 1.</param>
    /// <returns>The notifications. A store may give fewer than there are: only none are the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    IReadOnlyList<Notification> GetNotifications(long after, int limit);

    /// <summary>As <see cref="GetNotifications"/>, without blocking a thread. Unless a store has its own, it blocks.</summary>
    /// <param name="after">The id of the last notification already seen; 0 or less starts from the first one.</param>
    /// <param name="limit">How many notifications at most, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The notifications. A store may give fewer than there are: only none are the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    ValueTask<IReadOnlyList<Notification>> GetNotificationsAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return BlockingCall.Run(() => GetNotifications(after, limit), cancellationToken);
    }

    /// <summary>
    /// The item at a position with its notification id, or null if there is none. Unless a store has its own, it reads all notifications
    /// before.
    /// </summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    Notification? GetNotification(Guid sequenceId, long position) => NotificationSearch.Find(this, sequenceId, position);

    /// <summary>As <see cref="GetNotification"/>, without blocking a thread.</summary>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<Notification?> GetNotificationAsync(Guid sequenceId, long position, CancellationToken cancellationToken = default) =>
        NotificationSearch.FindAsync(this, sequenceId, position, cancellationToken);

    /// <summary>
    /// Returns as soon as there is a notification behind another: at once, if there is one. Unless a store has its own, it looks again and
    /// again; a store in one process has <see cref="NotificationSignal"/> for it.
    /// </summary>
    /// <param name="after">The id of the last notification already seen.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    async ValueTask WaitForNotificationAsync(long after, CancellationToken cancellationToken = default)
    {
        TimeSpan pause = TimeSpan.FromMilliseconds(100);
        while (await GetLastNotificationIdAsync(cancellationToken).ConfigureAwait(false) <= after)
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }
}
