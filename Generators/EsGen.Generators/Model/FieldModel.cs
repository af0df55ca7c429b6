namespace EsGen.Generators;

/// <summary>One field of an event.</summary>
internal sealed record FieldModel
{
    /// <summary>The name of the record's property, as an identifier in source.</summary>
    public required string PropertyName { get; init; }

    /// <summary>The entity's property that the mutator can assign it to, as an identifier in source; null if there is none.</summary>
    public required string? AssignedTo { get; init; }

    /// <summary>The name for parameters and locals, as an identifier in source.</summary>
    public required string VariableName { get; init; }

    /// <summary>The name in JSON.</summary>
    public required string JsonName { get; init; }

    /// <summary>The names in JSON that it had in earlier versions of the event.</summary>
    public required EquatableArray<string> FormerNames { get; init; }

    public required FieldTypeModel Type { get; init; }

    /// <summary>The default as an expression; null if the field must be there.</summary>
    public required string? Default { get; init; }

    /// <summary>How a record of the user's takes it.</summary>
    public FieldInitialization Initialization { get; init; }
}

/// <summary>How a field gets into a record.</summary>
internal enum FieldInitialization
{
    /// <summary>By a constructor parameter.</summary>
    Constructor,

    /// <summary>By an object initializer, always: the property is <c>required</c>.</summary>
    Required,

    /// <summary>By a <c>with</c> expression, if it was stored: else the property keeps what its initializer gave.</summary>
    Optional,
}
