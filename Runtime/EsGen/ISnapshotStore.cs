namespace EsGen;

/// <summary>Keeps snapshots of entities' state, which may be lost at any time: nothing depends on them but how long a load takes.</summary>
/// <remarks>Safe for concurrent use. What is in a snapshot, and whether it can be trusted, is the caller's to know.</remarks>
public interface ISnapshotStore
{
    /// <summary>The newest snapshot of a sequence with a fingerprint, at or below a version; null if there is none.</summary>
    /// <param name="sequenceId">The entity's id.</param>
    /// <param name="fingerprint">The fingerprint of the code that made it.</param>
    /// <param name="atOrBelow">The highest version that is asked for.</param>
    Snapshot? Find(Guid sequenceId, string fingerprint, long atOrBelow = long.MaxValue);

    /// <inheritdoc cref="Find"/>
    /// <param name="sequenceId">The entity's id.</param>
    /// <param name="fingerprint">The fingerprint of the code that made it.</param>
    /// <param name="atOrBelow">The highest version that is asked for.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<Snapshot?> FindAsync(
        Guid sequenceId,
        string fingerprint,
        long atOrBelow = long.MaxValue,
        CancellationToken cancellationToken = default) =>
        BlockingCall.Run(() => Find(sequenceId, fingerprint, atOrBelow), cancellationToken);

    /// <summary>
    /// Stores a snapshot in place of one of the same version and fingerprint, and removes those of the sequence that
    /// <see cref="Snapshot.FindDisplaced"/> names.
    /// </summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="keep">How many of this fingerprint stay; 0 for all.</param>
    void Put(Snapshot snapshot, int keep);

    /// <inheritdoc cref="Put"/>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="keep">How many of this fingerprint stay; 0 for all.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask PutAsync(Snapshot snapshot, int keep, CancellationToken cancellationToken = default) =>
        BlockingCall.Run(() => Put(snapshot, keep), cancellationToken);

    /// <summary>Removes all snapshots of a sequence.</summary>
    /// <param name="sequenceId">The entity's id.</param>
    void Delete(Guid sequenceId);

    /// <inheritdoc cref="Delete"/>
    /// <param name="sequenceId">The entity's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask DeleteAsync(Guid sequenceId, CancellationToken cancellationToken = default) =>
        BlockingCall.Run(() => Delete(sequenceId), cancellationToken);
}
