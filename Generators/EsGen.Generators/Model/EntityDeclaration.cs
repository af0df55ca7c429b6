namespace EsGen.Generators.Model;

/// <summary>What the generator takes from one class.</summary>
/// <param name="Entity">Its events, and what happens to them.</param>
/// <param name="State">Its state; null where no code is generated for it.</param>
internal sealed record EntityDeclaration(EntityModel Entity, StateModel? State);
