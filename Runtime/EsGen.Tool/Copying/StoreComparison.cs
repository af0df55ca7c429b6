using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Copying;

/// <summary>Compares what two stores hold, notification by notification.</summary>
internal static class StoreComparison
{
    /// <summary>The first notification behind one, up to another, that isn't the same in both; null if all are.</summary>
    public static async Task<long?> FindDifferenceAsync(
        Store left, Store right, long after, long upTo, Progress progress, CancellationToken cancellationToken)
    {
        long expected = after;
        await using IAsyncEnumerator<Notification> others = right.ReadAsync(after, upTo, progress: null, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await foreach (Notification notification in left.ReadAsync(after, upTo, progress, cancellationToken))
        {
            expected++;
            if (notification.Id != expected || !await others.MoveNextAsync() || others.Current != notification)
            {
                return expected;
            }
        }

        return expected < upTo ? expected + 1 : await others.MoveNextAsync() ? upTo + 1 : null;
    }
}
