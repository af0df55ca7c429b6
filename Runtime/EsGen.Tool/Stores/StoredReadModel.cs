namespace EsGen.Tool.Stores;

/// <summary>Documents of a read model that a store has.</summary>
/// <param name="Version">Which ones.</param>
/// <param name="State">How far they go.</param>
internal sealed record StoredReadModel(ReadModelVersion Version, ReadModelState State);
