namespace EsGen.Schema;

/// <summary>
/// The committed file <c>events.lock</c>: the shapes of all events that may be stored, entity by entity, and the names under which policies
/// and read models store how far they are.
/// </summary>
/// <param name="Entities">Sorted by name.</param>
/// <param name="Handlers">Sorted by kind and name.</param>
internal sealed record EventLock(EquatableArray<LockedEntity> Entities, EquatableArray<LockedHandler> Handlers = default)
{
    /// <summary>The name of the file, beside the project file.</summary>
    public const string FileName = "events.lock";

    // A large lock is asked for each of its entities.
    private readonly Lazy<Dictionary<string, LockedEntity>> _byName =
        new(() =>
            Entities.GroupBy(static entity => entity.Name)
                .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal));
    private readonly Lazy<ILookup<string, LockedEntity>> _byFormerName =
        new(() =>
            Entities.SelectMany(static entity => entity.FormerNames.Select(name => (name, entity)))
                .ToLookup(static pair => pair.name, static pair => pair.entity, StringComparer.Ordinal));

    public static EventLock Empty { get; } = new(default(EquatableArray<LockedEntity>));

    public static bool IsFile(string path) => path.EndsWith(FileName, StringComparison.OrdinalIgnoreCase)
        && (path.Length == FileName.Length || path[path.Length - FileName.Length - 1] is '/' or '\\');

    /// <summary>What the file holds of an entity, under its present name or a former one; null if nothing.</summary>
    /// <param name="names">The entity's present name, then its former ones.</param>
    public LockedEntity? Find(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (_byName.Value.TryGetValue(name, out LockedEntity? found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The entities that had a name before.</summary>
    public IEnumerable<LockedEntity> FindFormer(string name) => _byFormerName.Value[name];

    /// <summary>The lock with an entity put in place of another, or added.</summary>
    public EventLock Replace(LockedEntity? old, LockedEntity entity) =>
        new(new EquatableArray<LockedEntity>(Entities.Where(e => e != old && e.Name != entity.Name)
            .Append(entity)
            .OrderBy(static e => e.Name, StringComparer.Ordinal)), Handlers);

    /// <summary>The lock with other policies and read models.</summary>
    public EventLock WithHandlers(IEnumerable<LockedHandler> handlers) => new(Entities, new(handlers.OrderBy(static handler => handler.Kind)
        .ThenBy(static handler => handler.Name, StringComparer.Ordinal)));

    public bool Equals(EventLock? other) => other is not null && Entities.Equals(other.Entities) && Handlers.Equals(other.Handlers);

    public override int GetHashCode() => unchecked((Entities.GetHashCode() * 31) + Handlers.GetHashCode());
}
