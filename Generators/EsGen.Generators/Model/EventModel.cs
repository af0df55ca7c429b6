namespace EsGen.Generators.Model;

/// <summary>One event of an entity.</summary>
internal sealed record EventModel
{
    /// <summary>The name of the record, as an identifier in source.</summary>
    public required string RecordName { get; init; }

    /// <summary>The name as it is stored and shown, and as the user's <c>When…</c> and <c>Guard…</c> end with.</summary>
    public required string EventName { get; init; }

    public required EventOrigin Origin { get; init; }

    /// <summary>The version of its fields.</summary>
    public required int Version { get; init; }

    /// <summary>The names that it had in topics before.</summary>
    public required EquatableArray<string> FormerNames { get; init; }

    /// <summary>Whether its <c>When</c> takes the record instead of the fields.</summary>
    public bool TakesRecord => Origin is EventOrigin.Record or EventOrigin.Retired;

    public required EventKind Kind { get; init; }

    /// <summary>The topic that it is stored under, then the ones that it was stored under before.</summary>
    public required EquatableArray<string> Topics { get; init; }

    public required string Accessibility { get; init; }

    /// <summary>The user's documentation, as lines of XML.</summary>
    public required EquatableArray<string> Documentation { get; init; }

    /// <summary>The message of the user's <c>[Obsolete]</c>; null without one.</summary>
    public required string? ObsoleteMessage { get; init; }

    public required EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>Whether the user's record has an equality of its own.</summary>
    public bool ComparesItself { get; init; }

    /// <summary>Whether the user's record has code that may change its values when it is read.</summary>
    public bool MayChange { get; init; }

    /// <summary>The member that raises it; null for a record of the user's and for a member that can't be implemented.</summary>
    public required MemberModel? Member { get; init; }

    /// <summary>The mutator arm; null if the fields are assigned to properties.</summary>
    public required HookModel? When { get; init; }

    public required HookModel? Guard { get; init; }

    /// <summary>The name for a local, a parameter or a pattern variable that holds the event.</summary>
    public string VariableName => CSharpName.Escape(Identifier.ToCamelCase(EventName));

    /// <summary>What the names of its generated methods end with: its record's name, without what escapes a keyword.</summary>
    public string MethodSuffix => RecordName.TrimStart('@');

    public bool IsCreation => Kind == EventKind.Creation;
}
