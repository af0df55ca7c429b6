using System.Collections.ObjectModel;

namespace EsGen.Inspection;

/// <summary>The events of one correlation, found one after another in the order of their notifications.</summary>
/// <param name="correlation">The correlation, or <c>id:position</c> of the event that began it.</param>
internal sealed class CauseTree(string correlation)
{
    private readonly Dictionary<string, Notification> _byPlace = new(StringComparer.Ordinal);
    private readonly List<(Notification Event, long? CauseId)> _events = [];

    /// <summary>What an event has in common with all that has the same origin: itself, if it began it.</summary>
    public static string GetCorrelation(in SequencedItem item) =>
        GetMetadata(item).GetValueOrDefault(TraceMetadata.Correlation) ?? GetPlace(item);

    /// <summary>The name of what an event follows from; null if it doesn't say.</summary>
    public static string? GetCause(in SequencedItem item) => GetMetadata(item).GetValueOrDefault(TraceMetadata.Causation);

    public void Add(in Notification notification)
    {
        IReadOnlyDictionary<string, string> metadata = GetMetadata(notification.Item);
        string place = GetPlace(notification.Item);
        if (metadata.GetValueOrDefault(TraceMetadata.Correlation) != correlation
            && !place.Equals(correlation, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        // A cause comes before its effects; what says otherwise is somebody's own metadata, and must make no circle.
        string? name = metadata.GetValueOrDefault(TraceMetadata.Causation);
        long? cause = name is not null && _byPlace.TryGetValue(name, out Notification found) ? found.Id : null;
        _events.Add((notification, cause));
        _byPlace[place] = notification;
    }

    /// <summary>All of them, each behind its cause and before what comes after that; without recursion, since chains may be long.</summary>
    public IReadOnlyList<CausedEvent> GetEvents()
    {
        ILookup<long, (Notification Event, long? CauseId)> effects = _events.ToLookup(static e => e.CauseId ?? 0);
        List<CausedEvent> ordered = [];
        Stack<CausedEvent> open = new(effects[0].Reverse().Select(static root => new CausedEvent(root.Event, 0, null)));
        while (open.TryPop(out CausedEvent? next))
        {
            ordered.Add(next);
            foreach ((Notification effect, long? cause) in effects[next.Notification.Id].Reverse())
            {
                open.Push(new CausedEvent(effect, next.Depth + 1, cause));
            }
        }

        return ordered;
    }

    private static string GetPlace(in SequencedItem item) => $"{item.SequenceId}:{item.Position}";

    private static IReadOnlyDictionary<string, string> GetMetadata(in SequencedItem item)
    {
        try
        {
            return new EventContext(item).Metadata;
        }
        catch (MalformedEventException)
        {
            // Verify says so; here it is of no correlation.
            return ReadOnlyDictionary<string, string>.Empty;
        }
    }
}
