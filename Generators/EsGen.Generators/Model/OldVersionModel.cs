namespace EsGen.Generators;

/// <summary>A version of an event that is only read: its record, and the way to the present.</summary>
internal sealed record OldVersionModel
{
    /// <summary>The name of the record, as an identifier in source.</summary>
    public required string Name { get; init; }

    public required string EventName { get; init; }

    public required int Version { get; init; }

    /// <summary>A member of the runtime's <c>EventKind</c>.</summary>
    public required string Kind { get; init; }

    public required EquatableArray<string> Topics { get; init; }

    public required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>The record that the upcast makes of it.</summary>
    public required string Target { get; init; }

    /// <summary>The upcast's declaring half without its semicolon; null if the user wrote that.</summary>
    public required string? Declaration { get; init; }

    /// <summary>The upcast's body as an expression; null if it is the user's to write.</summary>
    public required string? Body { get; init; }

    /// <summary>How many upcasts lead to an event of today.</summary>
    public required int Steps { get; init; }

    /// <summary>Whether the last of them makes several events.</summary>
    public required bool BecomesMany { get; init; }
}
