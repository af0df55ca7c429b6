using System.Runtime.CompilerServices;

namespace EsGen.Inspection;

/// <summary>Reads notifications page by page.</summary>
internal static class NotificationPages
{
    private const int PageSize = 1000;

    /// <summary>Reads the notifications behind one, up to another.</summary>
    /// <param name="strategy">The store.</param>
    /// <param name="after">The one before the first.</param>
    /// <param name="upTo">The last one.</param>
    /// <param name="progress">Is told of each when it has been dealt with; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<Notification> ReadAsync(
        IActiveRecordStrategy strategy,
        long after,
        long upTo,
        IWorkProgress? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (after < upTo)
        {
            int limit = (int)Math.Min(PageSize, upTo - after);
            IReadOnlyList<Notification> page = await strategy.GetNotificationsAsync(after, limit, cancellationToken);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (Notification notification in page)
            {
                if (notification.Id > upTo)
                {
                    yield break;
                }

                yield return notification;
                progress?.Report(notification.Id, upTo);
            }

            after = page[^1].Id;
        }
    }
}
