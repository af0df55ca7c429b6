namespace EsGen.LiteDB;

/// <summary>The trackings that were found in a damaged store, of each name the newest version, and whether they are what it had.</summary>
internal sealed class SalvagedTrackings
{
    private readonly SortedDictionary<string, (Tracking Tracking, long Id, long Writes)> _newest = new(StringComparer.Ordinal);

    // How often they had been written when the store was last closed; null as long as nothing says it.
    private long? _noted;

    /// <summary>Takes note of a version of one.</summary>
    public void Add((Tracking Tracking, long Id, long Writes) found)
    {
        if (!_newest.TryGetValue(found.Tracking.Name, out var known) || known.Writes < found.Writes)
        {
            _newest[found.Tracking.Name] = found;
        }
    }

    /// <summary>Takes note of how often they had been written when the store was last closed.</summary>
    public void Note(long writes) => _noted = Math.Max(_noted ?? 0, writes);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Tracking> All() => [.. _newest.Values.Select(static found => found.Tracking)];

    /// <summary>Whether none is missing and none is old.</summary>
    /// <param name="pages">The pages of the store, all of which were read.</param>
    /// <remarks>
    /// As when the store is opened: no id is missing between others, and they were written as often as was noted. That proves it for a
    /// store that was closed, whatever else it has lost. What was written since a store was opened is noted nowhere: if that wasn't closed,
    /// any page may have been one of theirs.
    /// </remarks>
    public bool AreCertain(SalvagedPages pages) =>
        (pages.WasClosed || !pages.IsAnythingLost)
        && _noted is { } noted
        && _newest.Values.Sum(static found => found.Writes) >= noted
        && _newest.Values.Select(static found => -found.Id)
            .Order()
            .Select(static (id, index) => id == index + 1)
            .All(static isNext => isNext);
}
