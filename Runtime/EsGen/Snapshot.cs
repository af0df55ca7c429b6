namespace EsGen;

/// <summary>An entity's state after some of its events, as it is stored.</summary>
/// <param name="SequenceId">The entity's id.</param>
/// <param name="Version">After how many events.</param>
/// <param name="Fingerprint">The fingerprint of the code that made it.</param>
/// <param name="Data">The state, in a form of EsGen's own.</param>
public readonly record struct Snapshot(Guid SequenceId, long Version, string Fingerprint, ReadOnlyMemory<byte> Data)
{
    /// <summary>Whether both are equal, their data byte by byte.</summary>
    /// <param name="other">The snapshot to compare with.</param>
    public bool Equals(Snapshot other) =>
        SequenceId == other.SequenceId && Version == other.Version && Fingerprint == other.Fingerprint && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SequenceId, Version, Fingerprint, Data.Length);
}
