namespace EsGen.Generators.Model;

/// <summary>One case of a union.</summary>
/// <param name="Type">Its type, without null.</param>
/// <param name="ParameterType">The type of the constructor's parameter, which may have null.</param>
/// <param name="Name">What is stored to tell it from the others.</param>
internal sealed record UnionCaseModel(FieldTypeModel Type, string ParameterType, string Name)
{
    /// <summary>The JSON member that holds a value which is no object that could say itself what it is.</summary>
    private const string ValueName = "value";

    /// <summary>Whether its members stand beside the union's discriminator; else it is wrapped into an object.</summary>
    public bool IsInline => Type.Shape == FieldShape.Object;

    /// <summary>For a value that is wrapped: the member that holds it.</summary>
    public FieldModel Wrapped => new()
    {
        PropertyName = "Value",
        VariableName = ValueName,
        JsonName = ValueName,
        Type = Type,
        Default = null,
        Initialization = FieldInitialization.Constructor,
        IsStored = true,
    };
}
