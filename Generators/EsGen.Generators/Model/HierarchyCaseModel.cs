namespace EsGen.Generators.Model;

/// <summary>One kind of a closed hierarchy.</summary>
/// <param name="TypeName">The full name of its <see cref="ObjectTypeModel"/>.</param>
/// <param name="Discriminator">What is stored for it: text, or a number in decimal digits.</param>
/// <param name="IsNumber">Whether that is stored as a number.</param>
internal sealed record HierarchyCaseModel(string TypeName, string Discriminator, bool IsNumber);
