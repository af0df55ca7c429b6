namespace EsGen;

/// <summary>A member of a read model's documents.</summary>
/// <param name="Name">Its name in the document's JSON.</param>
/// <param name="Value">What its value is; of a collection that stands in an index, what its elements are.</param>
/// <param name="IsSet">Whether it is a collection of such values, an array in JSON.</param>
public sealed record DocumentMember(string Name, DocumentValue Value, bool IsSet = false);
