namespace EsGen.Schema;

/// <summary>A policy or read model, by the name under which its position or its documents are stored.</summary>
/// <param name="Kind">Which of them it is.</param>
/// <param name="Name">The name.</param>
/// <param name="IsRetired">Whether the class is gone; the position stays in the store, so that no other may have the name.</param>
/// <param name="FormerNames">Names that it had before, the first one first: the ids that a policy makes begin with that.</param>
internal sealed record LockedHandler(HandlerKind Kind, string Name, bool IsRetired, EquatableArray<string> FormerNames)
{
    /// <summary>The name, and those that it had before, the latest first.</summary>
    public IEnumerable<string> Names => FormerNames.Reverse().Prepend(Name);

    /// <summary>The name that it had first.</summary>
    public string FirstName => FormerNames.Count > 0 ? FormerNames[0] : Name;

    /// <summary>What it is, in words.</summary>
    public string Noun => Kind == HandlerKind.Policy ? "policy" : "read model";
}

/// <summary>What handles events.</summary>
internal enum HandlerKind
{
    Policy,
    ReadModel,
}
