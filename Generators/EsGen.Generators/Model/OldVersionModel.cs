namespace EsGen.Generators.Model;

/// <summary>A version of an event that is only read: its record, and the way to the present.</summary>
internal sealed record OldVersionModel
{
    /// <summary>The name of the record, as an identifier in source.</summary>
    public required string RecordName { get; init; }

    public required string EventName { get; init; }

    public required int Version { get; init; }

    public required EventKind Kind { get; init; }

    public required EquatableArray<string> Topics { get; init; }

    public required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>The record that the upcast makes of it, or makes several of; <c>Event</c> for events of any kind.</summary>
    public required string Target { get; init; }

    /// <summary>The upcast's declaring half without its semicolon; null if the user wrote that.</summary>
    public required string? Declaration { get; init; }

    /// <summary>The upcast's body as an expression; null if it is the user's to write.</summary>
    public required string? Body { get; init; }

    /// <summary>How the upcast is called.</summary>
    public required UpcastStep Step { get; init; }

    /// <summary>Why the user's upcast doesn't lead to the present; null if it does.</summary>
    public required string? Problem { get; init; }

    /// <summary>The upcasts that lead to an event of today; empty if there is no way.</summary>
    public EquatableArray<UpcastStep> Path { get; init; }

    /// <summary>Whether there can be several events of today in its place, or none.</summary>
    public bool BecomesMany => Path.Any(static step => step.ReturnsMany);
}
