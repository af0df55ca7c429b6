namespace EsGen.Schema;

/// <summary>The events of one entity.</summary>
/// <param name="Name">The name in topics.</param>
/// <param name="IsRetired">Whether the class is gone; its events stay in the store, but nothing reads them.</param>
/// <param name="FormerNames">Names that it had in topics before, sorted.</param>
/// <param name="Events">Sorted by name.</param>
internal sealed record LockedEntity(string Name, bool IsRetired, EquatableArray<string> FormerNames, EquatableArray<LockedEvent> Events)
{
    /// <summary>The name in topics, and those that it had before.</summary>
    public IEnumerable<string> Names => [Name, .. FormerNames];

    /// <summary>The names of the events that can't happen any more.</summary>
    public IReadOnlyCollection<string> RetiredEvents => [.. Events.Where(static e => e.IsRetired).Select(static e => e.Name)];

    /// <summary>The entity with an event put in place of another, or added.</summary>
    public LockedEntity Replace(LockedEvent? old, LockedEvent e) =>
        this with
        {
            Events = new(Events.Where(other => other != old && other.Name != e.Name)
                .Append(e)
                .OrderBy(static other => other.Name, StringComparer.Ordinal)),
        };
}
