namespace EsGen.Generators.Model;

/// <summary>A field or auto-property of an entity.</summary>
/// <param name="Name">Its name, as an identifier in source.</param>
/// <param name="Field">What the codec needs to know of it; its type is <see cref="FieldShape.Unsupported"/> where it can't be
/// stored.</param>
/// <param name="Access">How to get at it.</param>
/// <param name="FieldName">The name of its field in metadata.</param>
/// <param name="IsShown">Whether its value is one that a variable of type <c>object</c> can hold.</param>
internal sealed record StateMemberModel(string Name, FieldModel Field, StateAccess Access, string FieldName, bool IsShown)
{
    /// <summary>The name of the accessor of its field: of the variable's, which no other member's is but for its case.</summary>
    public string AccessorName => "FieldOf" + CSharpName.ToPascalCase(Field.VariableName.TrimStart('@'));

    /// <summary>The expression for its value, or for assigning it.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="codec">The codec's name where the expression stands, with a dot after it; empty in the codec itself.</param>
    public string Of(
        string instance,
        string codec = "") => Access == StateAccess.Direct ? $"{instance}.{Name}" : $"{codec}{AccessorName}({instance})";
}
