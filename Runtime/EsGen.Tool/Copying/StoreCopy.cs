using EsGen.Tool.Output;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Copying;

/// <summary>
/// Copies a store into another one, which is empty or holds its beginning: an earlier copy that was killed, or that of yesterday.
/// Notification ids, trackings and parked events come along, so that no policy does again what it has done.
/// </summary>
/// <param name="from">The store to copy.</param>
/// <param name="to">The other one.</param>
/// <param name="progress">Makes a progress.</param>
internal sealed class StoreCopy(Store from, Store to, Func<string, Progress> progress)
{
    /// <summary>How many notifications were in the target already.</summary>
    public long Already { get; private set; }

    /// <summary>What both have in the end.</summary>
    public StoreHead Head { get; private set; } = new(0, []);

    /// <exception cref="ToolException">
    /// The target isn't the source's beginning, or somebody writes to it; or both differ in the end.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((await from.GetFactsAsync(cancellationToken)).StoreId == (await to.GetFactsAsync(cancellationToken)).StoreId)
        {
            throw ToolException.Usage("Both are the same store.");
        }

        // Once: what is appended to the source meanwhile is for the next copy.
        Head = await from.GetHeadAsync(cancellationToken);
        StoreHead target = await to.GetHeadAsync(cancellationToken);
        Already = target.LastNotificationId;
        await RefuseStrangerAsync(target, cancellationToken);

        using (Progress copying = progress("copying"))
        {
            IAsyncEnumerable<Notification> rest = from.ReadAsync(Already, Head.LastNotificationId, progress: null, cancellationToken);
            await foreach (List<Notification> part in ItemParts.CutAsync(rest))
            {
                await to.AppendAsync(part, cancellationToken);
                copying.ReportNow(part[^1].Id, Head.LastNotificationId);
            }
        }

        // Behind the events: a tracking that is ahead of them would skip what comes.
        await to.SetTrackingsAsync(Head.Trackings.Except(target.Trackings), cancellationToken);
        await CompareAsync(cancellationToken);
    }

    private async Task RefuseStrangerAsync(StoreHead target, CancellationToken cancellationToken)
    {
        if (Already > Head.LastNotificationId)
        {
            throw Stranger($"it has {Numbers.Show(Already, "event")}, {from.Name} has {Numbers.Show(Head.LastNotificationId)}");
        }

        foreach (Tracking tracking in target.Trackings)
        {
            Tracking? same = Head.Trackings.Where(other => other.Name == tracking.Name).Cast<Tracking?>().FirstOrDefault();
            if (same is null || same.Value.NotificationId < tracking.NotificationId)
            {
                string other = same is null ? "isn't there" : $"is at {same.Value.NotificationId}";
                throw Stranger($"its tracking '{tracking.Name}' is at {tracking.NotificationId}, that of {from.Name} {other}");
            }
        }

        using Progress comparing = progress("comparing what is there");
        if (await StoreComparison.FindDifferenceAsync(from, to, 0, Already, comparing, cancellationToken) is { } id)
        {
            throw Stranger($"notification {id} is another one");
        }
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        StoreHead copy = await to.GetHeadAsync(cancellationToken);
        using Progress verifying = progress("verifying");
        long? difference = copy.LastNotificationId != Head.LastNotificationId
            ? Math.Min(copy.LastNotificationId, Head.LastNotificationId) + 1
            : await StoreComparison.FindDifferenceAsync(from, to, Already, Head.LastNotificationId, verifying, cancellationToken);
        if (difference is { } id)
        {
            throw ToolException.Impossible(
                $"{to.Name} isn't equal to {from.Name}: notification {id} differs. Somebody else writes to it, or it is damaged.");
        }

        if (!copy.Trackings.ToHashSet().SetEquals(Head.Trackings))
        {
            throw ToolException.Impossible($"The trackings of {to.Name} aren't those of {from.Name}: somebody else writes to it.");
        }
    }

    private ToolException Stranger(string why) =>
        ToolException.Impossible($"{to.Name} isn't the beginning of {from.Name}: {why}. Copy to a new store; nothing was changed.");
}
