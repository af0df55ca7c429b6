namespace EsGen.LiteDB;

/// <summary>
/// A hole in a sequence of a damaged store: what is before the first one is in the new store, what follows was set aside.
/// </summary>
/// <param name="SequenceId">The sequence.</param>
/// <param name="First">The first position that is missing.</param>
/// <param name="Last">The last position that is missing.</param>
public sealed record MissingPositions(Guid SequenceId, long First, long Last);
