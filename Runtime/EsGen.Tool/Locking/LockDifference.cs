using EsGen.Schema;

namespace EsGen.Tool.Locking;

/// <summary>Something in which an assembly and a lock differ.</summary>
/// <param name="Entity">The entity; null if it is a policy or read model.</param>
/// <param name="Event">The event; null for the entity itself.</param>
/// <param name="Version">The version that the assembly has; null if it has none.</param>
/// <param name="Kind">What kind of difference, as docs/tool.md lists them.</param>
/// <param name="Text">What is different.</param>
internal sealed record LockDifference(string? Entity, string? Event, int? Version, string Kind, string Text)
{
    /// <summary>The policy or read model; null if it is an entity.</summary>
    public LockedHandler? Handler { get; init; }

    /// <summary>Whether the lock may take it over: whatever is stored can be read all the same.</summary>
    public bool IsAcceptable => Kind is "new" or "compatible";

    public override string ToString() =>
        $"{Kind}: {(Handler is null ? Entity : $"{Handler.Noun} {Handler.Name}")}{(Event is null ? "" : $".{Event}")}"
        + $"{(Version is null ? "" : $" version {Version}")} — {Text}";
}
