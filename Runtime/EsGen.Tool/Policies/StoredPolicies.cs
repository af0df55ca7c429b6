using EsGen.CompilerServices;
using EsGen.Tool.Stores;

namespace EsGen.Tool.Policies;

/// <summary>The policies that a store knows of: by their trackings, and by what they have parked.</summary>
/// <param name="store">The store.</param>
internal sealed class StoredPolicies(Store store)
{
    private const string Prefix = PolicyDescription.TrackingPrefix;

    /// <summary>All of them, sorted by name, with how far each has come.</summary>
    public async Task<IReadOnlyList<(string Name, long Position)>> FindAllAsync(CancellationToken cancellationToken) =>
    [
        .. (await store.GetHeadAsync(cancellationToken)).Trackings
            .Where(static tracking => tracking.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static tracking => (tracking.Name[Prefix.Length..], tracking.NotificationId)),
    ];

    /// <summary>What a policy has parked. A renamed one keeps that under the first of its names.</summary>
    public ValueTask<ParkedEvents> LoadParkedAsync(string name, CancellationToken cancellationToken) =>
        ParkedEvents.LoadAsync(store.Strategy, name, name, cancellationToken);

    /// <summary>Refuses a name that the store doesn't know.</summary>
    public async Task RefuseUnknownAsync(string name, CancellationToken cancellationToken)
    {
        string[] all = [.. (await FindAllAsync(cancellationToken)).Select(static policy => policy.Name)];
        if (!all.Contains(name))
        {
            string known = all.Length == 0 ? "none ever ran on it" : "there are " + string.Join(", ", all);
            throw ToolException.DoesNotHold($"{store.Name} knows no policy '{name}'; {known}.");
        }
    }

    /// <summary>Marks parked events as due: the next runner tries them again, in the order of their notifications.</summary>
    /// <param name="name">The policy.</param>
    /// <param name="notificationId">Which one; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many are due that weren't.</returns>
    public Task<int> MarkDueAsync(string name, long? notificationId, CancellationToken cancellationToken) => ChangeAsync(
        name,
        notificationId,
        static (parked, events) => [.. parked.GetDueItems(events.Where(e => !parked.IsDue(e.NotificationId)))],
        cancellationToken);

    /// <summary>Forgets a parked event.</summary>
    public Task DropAsync(string name, long notificationId, DateTimeOffset now, CancellationToken cancellationToken) => ChangeAsync(
        name,
        notificationId,
        (parked, events) => [.. parked.GetItems(events.Select(e => new ParkedChange(e with { ParkedOn = now }, IsParked: false)))],
        cancellationToken);

    /// <summary>Sets how far a policy has come, forwards or back.</summary>
    public async Task ResetAsync(string name, long position, CancellationToken cancellationToken)
    {
        await RefuseUnknownAsync(name, cancellationToken);
        long lastId = await store.Strategy.GetLastNotificationIdAsync(cancellationToken);
        if (position > lastId)
        {
            throw ToolException.DoesNotHold(
                $"The newest notification of {store.Name} is {Numbers.Show(lastId)}; position {position} is behind it.");
        }

        await store.SetTrackingsAsync([new Tracking(Prefix + name, position)], cancellationToken);
    }

    private async Task<int> ChangeAsync(
        string name,
        long? notificationId,
        Func<ParkedEvents, IReadOnlyList<ParkedEvent>, SequencedItem[]> change,
        CancellationToken cancellationToken)
    {
        await RefuseUnknownAsync(name, cancellationToken);
        while (true)
        {
            ParkedEvents parked = await LoadParkedAsync(name, cancellationToken);
            ParkedEvent[] events = notificationId is not { } id ? [.. parked.All]
                : parked.Find(id) is { } one ? [one]
                : throw ToolException.DoesNotHold($"'{name}' has no parked notification {id}.");
            SequencedItem[] items = change(parked, events);
            try
            {
                await store.Strategy.AppendAsync(items, cancellationToken);
                return items.Length;
            }
            catch (ConcurrencyException)
            {
                // A runner has changed something, perhaps one of these.
            }
        }
    }
}
