namespace EsGen.Generators.Model;

/// <summary>
/// An entity's state, and what decides it. It is a model of its own, so that an edit in a <c>When…</c>, which changes the fingerprint,
/// generates this one file again and nothing else.
/// </summary>
internal sealed record StateModel
{
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>Every field and auto-property that is part of the history.</summary>
    public required EquatableArray<StateMemberModel> Members { get; init; }

    /// <summary>Whether all of them can be written and read back.</summary>
    public required bool HasCodec { get; init; }

    /// <summary>Whether a member is obsolete, so that only what is obsolete may name it and its type.</summary>
    public required bool HasObsoleteMembers { get; init; }

    /// <summary>The types of the user's that the members refer to, each once.</summary>
    public required EquatableArray<PayloadTypeModel> PayloadTypes { get; init; }

    /// <summary>A hash of what decides the state.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What <c>[Snapshot]</c> says; null without it, or where it says what can't be.</summary>
    public required SnapshotModel? Snapshot { get; init; }
}
