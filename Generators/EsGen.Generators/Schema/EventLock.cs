namespace EsGen.Generators;

/// <summary>The committed file <c>events.lock</c>: the shapes of all events that may be stored, entity by entity.</summary>
/// <param name="Entities">Sorted by name.</param>
internal sealed record EventLock(EquatableArray<LockedEntity> Entities)
{
    /// <summary>The name of the file, beside the project file.</summary>
    public const string FileName = "events.lock";

    public static EventLock Empty { get; } = new(default(EquatableArray<LockedEntity>));

    public static bool IsFile(string path) => path.EndsWith(FileName, StringComparison.OrdinalIgnoreCase)
        && (path.Length == FileName.Length || path[path.Length - FileName.Length - 1] is '/' or '\\');

    /// <summary>What the file holds of an entity, under its present name or a former one; null if nothing.</summary>
    /// <param name="names">The entity's present name, then its former ones.</param>
    public LockedEntity? Find(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            foreach (LockedEntity entity in Entities)
            {
                if (entity.Name == name)
                {
                    return entity;
                }
            }
        }

        return null;
    }

    /// <summary>The lock with an entity put in place of another, or added.</summary>
    public EventLock Replace(LockedEntity? old, LockedEntity entity) =>
        new(new EquatableArray<LockedEntity>(Entities.Where(e => e != old && e.Name != entity.Name).Append(entity).OrderBy(static e => e.Name, StringComparer.Ordinal)));
}
