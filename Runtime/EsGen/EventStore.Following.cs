using System.Runtime.CompilerServices;

namespace EsGen;

/// <content>Following the log.</content>
public sealed partial class EventStore
{
    /// <summary>Everything that is stored behind a notification, in the order of the log, and then what will be: it never ends.</summary>
    /// <param name="after">The id of the last notification already seen; 0 or less begins with the first one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <remarks>
    /// It reads ahead one page at most, however slow the reader is; and waits for the store, without looking again and again, when there is
    /// nothing more. Data and metadata of an item may be slices of a larger block, which stays in memory as long as they do: copy what you
    /// keep.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The datastore is closed; out of the enumeration.</exception>
    public IAsyncEnumerable<Notification> FollowAsync(long after, CancellationToken cancellationToken = default) =>
        Follow(after, cancellationToken);

    /// <summary>
    /// The events of one kind of entity, as <see cref="FollowAsync(long, CancellationToken)"/>; those of other kinds are passed over.
    /// </summary>
    /// <typeparam name="TEvent">The base record of the entity's events, for example <c>Account.Event</c>.</typeparam>
    /// <param name="after">The id of the last notification already seen; 0 or less begins with the first one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>
    /// The events with their ids, positions, timestamps, metadata and notification ids. Those that an upcast made of one share them.
    /// </returns>
    /// <exception cref="UnknownTopicException">
    /// An event of this kind of entity is unknown or newer than this build; out of the enumeration.
    /// </exception>
    /// <exception cref="MalformedEventException">An event's data is damaged; out of the enumeration.</exception>
    /// <exception cref="ObjectDisposedException">The datastore is closed; out of the enumeration.</exception>
    public IAsyncEnumerable<EventRecord<TEvent>> FollowAsync<TEvent>(long after, CancellationToken cancellationToken = default)
        where TEvent : class, IDomainEvent<TEvent> =>
        FollowEvents<TEvent>(after, cancellationToken);

    private async IAsyncEnumerable<Notification> Follow(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FollowedPage size = new(_options.PageSize);
        while (true)
        {
            IReadOnlyList<Notification> page =
                await ActiveRecordStrategy.GetNotificationsAsync(after, size.Limit, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                await ActiveRecordStrategy.WaitForNotificationAsync(after, cancellationToken).ConfigureAwait(false);
                continue;
            }

            foreach (Notification notification in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = notification.Id;
                size.Add(notification.Item);
                yield return notification;
            }

            size.Adjust();
        }
    }

    private async IAsyncEnumerable<EventRecord<TEvent>> FollowEvents<TEvent>(
        long after, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TEvent : class, IDomainEvent<TEvent>
    {
        await foreach (Notification notification in Follow(after, cancellationToken).ConfigureAwait(false))
        {
            if (TEvent.Description.Owns(notification.Item.Topic))
            {
                foreach (EventRecord<TEvent> record in ToRecords(notification.Item, notification.Id, static item => TEvent.DecodeAll(item)))
                {
                    yield return record;
                }
            }
        }
    }
}
