namespace EsGen;

/// <summary>Which documents: one read model's, as one build of it makes them, the first time or anew.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Fingerprint">A hash of its code and of the events that it handles.</param>
/// <param name="Generation">Counted up when the same build makes its documents anew.</param>
public sealed record ReadModelVersion(string Name, string Fingerprint, int Generation);
