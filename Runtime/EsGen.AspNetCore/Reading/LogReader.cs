using System.Runtime.CompilerServices;

namespace EsGen.AspNetCore.Reading;

/// <summary>Reads the log backwards, the newest notification first: in windows, because stores read forwards.</summary>
internal static class LogReader
{
    private const int LargestWindow = 1000;

    /// <summary>The notifications before one, the newest first.</summary>
    /// <param name="strategy">The store.</param>
    /// <param name="before">The first that isn't wanted any more; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<Notification> ReadBackAsync(
        IActiveRecordStrategy strategy, long? before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = await strategy.GetLastNotificationIdAsync(cancellationToken);
        long end = Math.Min(before ?? long.MaxValue, last + 1);
        FollowedPage size = new(LargestWindow);
        while (end > 1)
        {
            long start = Math.Max(end - 1 - size.Limit, 0);
            List<Notification> window = [];
            await foreach (Notification notification in NotificationPages.ReadAsync(
                strategy, start, end - 1, progress: null, cancellationToken))
            {
                window.Add(notification);
            }

            for (int i = window.Count - 1; i >= 0; i--)
            {
                size.Add(window[i].Item);
                yield return window[i];
            }

            size.Adjust();
            end = start + 1;
        }
    }
}
