namespace EsGen;

/// <summary>
/// A place for the documents of read models. This is the whole contract between EsGen and such a store; its rules are tests, which every
/// store's test project derives from.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Everything in it can be made again from the events, so a store may lose the latest commits, or all of them,
/// when the power fails; what it has is always what some commit left.
/// </remarks>
public interface IReadModelStore
{
    /// <summary>The versions of a read model that there are documents of.</summary>
    /// <param name="name">The model's name.</param>
    IReadOnlyList<ReadModelVersion> GetVersions(string name);

    /// <summary>Opens the documents of a version that there are.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The documents, the same ones each time; null if there are none, or if they are damaged.</returns>
    IReadModelDocuments? Find(ReadModelVersion version);

    /// <summary>Begins the documents of a version, in place of those that there may be.</summary>
    /// <param name="version">The version.</param>
    /// <param name="state">How far they go: nowhere, with a goal.</param>
    IReadModelDocuments Begin(ReadModelVersion version, ReadModelState state);

    /// <summary>
    /// As <see cref="Begin(ReadModelVersion, ReadModelState)"/>, told what the documents look like. A store that has no use for that needs
    /// no own.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="state">How far they go: nowhere, with a goal.</param>
    /// <param name="shape">What the documents look like.</param>
    IReadModelDocuments Begin(ReadModelVersion version, ReadModelState state, ReadModelShape shape) => Begin(version, state);

    /// <summary>Removes the documents of a version; nothing happens if there are none.</summary>
    /// <param name="version">The version.</param>
    void Drop(ReadModelVersion version);

    /// <summary>Removes the documents of a model's other fingerprints. A store that one process alone can have open doesn't wait.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="fingerprint">The fingerprint whose documents stay.</param>
    /// <param name="keep">For how long no process must have used them.</param>
    void DropUnused(string name, string fingerprint, TimeSpan keep);

    /// <summary>
    /// Why the store had to throw documents away since the last call, for the log; null if it hadn't. Documents that were open then throw
    /// <see cref="ObjectDisposedException"/>, and are looked for again.
    /// </summary>
    string? TakeLoss() => null;
}
