using System.Globalization;

namespace EsGen.AspNetCore.Reading;

/// <summary>The events of one correlation, as a tree of causes, as far as was looked.</summary>
/// <param name="Correlation">What they have in common.</param>
/// <param name="Events">The events, each behind its cause and before what follows from it.</param>
/// <param name="From">The first notification that was looked at.</param>
/// <param name="To">The last one; less than <paramref name="From"/> if none was.</param>
/// <param name="Last">The newest one that there is.</param>
internal sealed record EventTrace(string Correlation, IReadOnlyList<CausedEvent> Events, long From, long To, long Last)
{
    /// <summary>How many notifications are looked at unless told.</summary>
    public const int UsualReach = 100_000;

    public const int MaxReach = 2_000_000;

    // What has the same origin without being a cause may have come a little earlier.
    private const int LookBack = 1_000;
    private const int MaxCauses = 10_000;

    /// <summary>All that has a correlation, among the newest notifications; behind the event that began it, if it names one.</summary>
    public static async Task<EventTrace> ReadAsync(
        IActiveRecordStrategy strategy, string correlation, int reach, CancellationToken cancellationToken)
    {
        long last = await strategy.GetLastNotificationIdAsync(cancellationToken);
        long from = await FindAsync(strategy, correlation, cancellationToken) is { } first ? first.Id : Math.Max(last - reach + 1, 1);
        return await WalkAsync(strategy, correlation, [], from, reach, last, cancellationToken);
    }

    /// <summary>What an event follows from, and what follows from it.</summary>
    /// <returns>Null if there is no such event.</returns>
    public static async Task<EventTrace?> ReadAsync(
        IActiveRecordStrategy strategy, Guid id, long position, int reach, CancellationToken cancellationToken)
    {
        if (await strategy.GetNotificationAsync(id, position, cancellationToken) is not { } asked)
        {
            return null;
        }

        long last = await strategy.GetLastNotificationIdAsync(cancellationToken);
        string correlation = CauseTree.GetCorrelation(asked.Item);
        Stack<Notification> chain = new([asked]);
        while (chain.Count < MaxCauses && CauseTree.GetCause(chain.Peek().Item) is { } name
            && await FindAsync(strategy, name, cancellationToken) is { } cause && cause.Id < chain.Peek().Id)
        {
            chain.Push(cause);
        }

        long from = Math.Max(chain.Peek().Id - LookBack, 1);
        return await WalkAsync(strategy, correlation, chain, from, reach, last, cancellationToken);
    }

    private static async Task<EventTrace> WalkAsync(
        IActiveRecordStrategy strategy,
        string correlation,
        Stack<Notification> chain,
        long from,
        int reach,
        long last,
        CancellationToken cancellationToken)
    {
        CauseTree tree = new(correlation);
        long to = Math.Min(last, from + reach - 1);
        await foreach (Notification notification in NotificationPages.ReadAsync(strategy, from - 1, to, progress: null, cancellationToken))
        {
            if (!AddChain(notification.Id))
            {
                tree.Add(notification);
            }
        }

        AddChain(long.MaxValue);
        return new EventTrace(correlation, tree.GetEvents(), from, to, last);

        // The causes are there also where they lie outside of what is looked at.
        bool AddChain(long upTo)
        {
            bool isIn = false;
            while (chain.TryPeek(out Notification next) && next.Id <= upTo)
            {
                tree.Add(chain.Pop());
                isIn = next.Id == upTo;
            }

            return isIn;
        }
    }

    /// <summary>The event that a name such as <c>id:position</c> is of; null if it is no such name, or if there is none.</summary>
    private static async ValueTask<Notification?> FindAsync(
        IActiveRecordStrategy strategy, string name, CancellationToken cancellationToken) =>
        name.LastIndexOf(':') is > 0 and int colon
        && Guid.TryParse(name.AsSpan(0, colon), out Guid id)
        && long.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long position)
            ? await strategy.GetNotificationAsync(id, position, cancellationToken)
            : null;
}
