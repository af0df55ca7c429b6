namespace EsGen.Generators.Model;

/// <summary>A base whose kinds are declared by <c>[JsonDerivedType]</c>: each is stored as an object that says which it is.</summary>
/// <param name="Name">Its full name, as in source.</param>
/// <param name="Discriminator">The name of the JSON member that says which kind it is.</param>
/// <param name="Cases">The kinds.</param>
internal sealed record HierarchyTypeModel(
    string Name,
    string Discriminator,
    EquatableArray<HierarchyCaseModel> Cases) : PayloadTypeModel(Name);
