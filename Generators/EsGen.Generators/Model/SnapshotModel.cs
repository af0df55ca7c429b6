namespace EsGen.Generators.Model;

/// <summary>What <c>[Snapshot]</c> on an entity says.</summary>
/// <param name="Every">After how many events one is taken.</param>
/// <param name="Keep">How many stay; 0 for all.</param>
internal sealed record SnapshotModel(int Every, int Keep);
