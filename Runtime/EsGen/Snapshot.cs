namespace EsGen;

/// <summary>An entity's state after some of its events, as it is stored.</summary>
/// <param name="SequenceId">The entity's id.</param>
/// <param name="Version">After how many events.</param>
/// <param name="Fingerprint">The fingerprint of the code that made it.</param>
/// <param name="Data">The state, in a form of EsGen's own.</param>
public readonly record struct Snapshot(Guid SequenceId, long Version, string Fingerprint, ReadOnlyMemory<byte> Data)
{
    /// <summary>
    /// Of how many other fingerprints the newest snapshot stays. While a new build is rolled out others run beside it, and one that is
    /// taken back finds its own again.
    /// </summary>
    private const int KeptFingerprints = 2;

    /// <summary>
    /// Which of a sequence's snapshots go when this one is put: those that aren't among the newest of its fingerprint, and those of other
    /// fingerprints but for the newest one of each of the two that have got farthest. Stores call it.
    /// </summary>
    /// <param name="stored">The snapshots that the sequence has, this one included or not.</param>
    /// <param name="keep">How many of this fingerprint stay, this one included; 0 for all.</param>
    public IReadOnlyList<(long Version, string Fingerprint)> FindDisplaced(IEnumerable<(long Version, string Fingerprint)> stored, int keep)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        Snapshot put = this;
        ILookup<string, (long Version, string Fingerprint)> all = stored
            .Where(other => other != (put.Version, put.Fingerprint))
            .OrderByDescending(static other => other.Version)
            .ToLookup(static other => other.Fingerprint, StringComparer.Ordinal);
        HashSet<string> neighbours =
        [
            .. all.Where(others => others.Key != put.Fingerprint)
                .OrderByDescending(static others => others.First().Version)
                .ThenBy(static others => others.Key, StringComparer.Ordinal)
                .Take(KeptFingerprints)
                .Select(static others => others.Key),
        ];
        return
        [
            .. all.SelectMany(others =>
                others.Key != put.Fingerprint ? others.Skip(neighbours.Contains(others.Key) ? 1 : 0)
                : keep == 0 ? []
                : others.Skip(keep - 1)),
        ];
    }

    /// <summary>Whether both are equal, their data byte by byte.</summary>
    /// <param name="other">The snapshot to compare with.</param>
    public bool Equals(Snapshot other) =>
        SequenceId == other.SequenceId
            && Version == other.Version
            && Fingerprint == other.Fingerprint
            && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SequenceId, Version, Fingerprint, Data.Length);
}
