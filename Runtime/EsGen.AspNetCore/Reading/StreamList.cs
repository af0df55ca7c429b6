namespace EsGen.AspNetCore.Reading;

/// <summary>
/// Lists streams, those that changed last first, by walking back through the log: so it needs no index, costs the same however many streams
/// there are, and is never out of date.
/// </summary>
/// <param name="Lines">The streams.</param>
/// <param name="LookedTo">The oldest notification that was looked at; null if there is none.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record StreamList(IReadOnlyList<StreamLine> Lines, long? LookedTo, long? Next)
{
    /// <summary>How much a request may look at; behind that it is the reader who decides whether to look further.</summary>
    public const int MaxEvents = 50_000;

    private const int MaxLookups = 1_000;

    /// <param name="strategy">The store.</param>
    /// <param name="catalog">The kinds of entities.</param>
    /// <param name="entity">The kind whose streams are wanted; null for all.</param>
    /// <param name="before">Where the page before ended; null for the first page.</param>
    /// <param name="limit">How many streams at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StreamList> ReadAsync(
        IActiveRecordStrategy strategy, EntityCatalog catalog, string? entity, long? before, int limit, CancellationToken cancellationToken)
    {
        List<StreamLine> lines = [];
        HashSet<Guid> seen = [];
        long? lookedTo = null;
        int events = 0, lookups = 0;
        await foreach (Notification notification in LogReader.ReadBackAsync(strategy, before, cancellationToken))
        {
            lookedTo = notification.Id;
            events++;
            string name = catalog.GetName(notification.Item.Topic);
            if ((entity is null || name == entity) && seen.Add(notification.Item.SequenceId))
            {
                // On the first page what comes first is the newest of its stream; later that may have been listed before.
                if (before is null || await IsNewestAsync(strategy, notification.Item, cancellationToken))
                {
                    lines.Add(new StreamLine(notification, name));
                }

                lookups += before is null ? 0 : 1;
            }

            if (lines.Count == limit || events == MaxEvents || lookups == MaxLookups)
            {
                return new StreamList(lines, lookedTo, notification.Id > 1 ? notification.Id : null);
            }
        }

        return new StreamList(lines, lookedTo, Next: null);
    }

    private static async ValueTask<bool> IsNewestAsync(
        IActiveRecordStrategy strategy, SequencedItem item, CancellationToken cancellationToken) =>
        await strategy.GetItemAsync(item.SequenceId, item.Position + 1, cancellationToken) is null;
}
