using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>One form that an event is stored in, as generated code describes it to the runtime.</summary>
/// <param name="record">The record that is made of it; null if an upcast may make any of the entity's.</param>
/// <param name="kind">What the event does to the entity's life.</param>
/// <param name="fingerprint">A hash of its fields and types, and of the upcasts that it goes through.</param>
/// <param name="topics">The topics that this form is or was stored under.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventDescription(Type? record, EventKind kind, string fingerprint, params string[] topics)
{
    internal Type? Record { get; } = record;

    internal EventKind Kind { get; } = kind;

    internal string Fingerprint { get; } = fingerprint;

    internal IReadOnlyList<string> Topics { get; } = topics;

    /// <summary>Whether an upcast makes several events of it, or none.</summary>
    public bool IsSplit { get; init; }
}
