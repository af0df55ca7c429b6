namespace EsGen.Generators.Model;

/// <summary>One field of an event, or one member of a type in events.</summary>
internal sealed record FieldModel
{
    /// <summary>The name of the record's property, as an identifier in source.</summary>
    public required string PropertyName { get; init; }

    /// <summary>The entity's property that the mutator can assign it to, as an identifier in source; null if there is none.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>The name for parameters and locals, as an identifier in source.</summary>
    public required string VariableName { get; init; }

    /// <summary>The name in JSON.</summary>
    public required string JsonName { get; init; }

    /// <summary>The names in JSON that it had in earlier versions of the event.</summary>
    public EquatableArray<string> FormerNames { get; init; }

    public required FieldTypeModel Type { get; init; }

    /// <summary>The default as an expression; null if the field must be there.</summary>
    public required string? Default { get; init; }

    /// <summary>
    /// What it has if it isn't stored, where its initializer is a constant, as an expression: the lock keeps it, generated code leaves it
    /// to the initializer.
    /// </summary>
    public string? InitialValue { get; init; }

    /// <summary>Whether it is an old version's, and null also where it was missing and had a default that the lock doesn't know.</summary>
    public bool HasUnknownDefault { get; init; }

    /// <summary>How a record of the user's takes it.</summary>
    public FieldInitialization Initialization { get; init; }

    /// <summary>Whether its type is unknown, which is not ours to say: the compiler does, or a source generator writes the type.</summary>
    public bool IsUnresolved { get; init; }

    /// <summary>False for a member with <c>[JsonIgnore]</c>, which has its default whenever it is read.</summary>
    public bool IsStored { get; init; } = true;
}
