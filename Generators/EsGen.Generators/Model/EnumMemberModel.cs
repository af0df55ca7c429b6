namespace EsGen.Generators.Model;

/// <summary>A member of an enum.</summary>
/// <param name="Name">Its name as it is stored.</param>
/// <param name="Value">Its number in decimal digits.</param>
internal sealed record EnumMemberModel(string Name, string Value);
