namespace EsGen.Generators.Model.ReadModels;

/// <summary>A member that an index is sorted by.</summary>
/// <param name="PropertyName">Its name, as an identifier in source.</param>
/// <param name="ParameterName">The finders' parameter for it, as an identifier in source.</param>
/// <param name="ParameterType">The type of that, as in source.</param>
/// <param name="Type">The type of the values in the index: for a set, of its elements.</param>
/// <param name="Collection">For a set its shape; null for a single value.</param>
internal sealed record IndexMemberModel(
    string PropertyName,
    string ParameterName,
    string ParameterType,
    FieldTypeModel Type,
    FieldShape? Collection)
{
    /// <summary>Whether it has several values.</summary>
    public bool IsSet => Collection is not null;
}
