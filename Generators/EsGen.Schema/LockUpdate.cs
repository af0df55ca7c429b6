namespace EsGen.Schema;

/// <summary>The changes of a lock that fixes make.</summary>
internal static class LockUpdate
{
    /// <summary>
    /// Takes an event as the code declares it now; whether that is right is for the caller to know. One that can't be written so that it
    /// can be read again is left out.
    /// </summary>
    /// <param name="content">The lock.</param>
    /// <param name="declared">The entity as the code declares it.</param>
    /// <param name="eventName">The event's name; empty for the entity's own names only, null for all of its events.</param>
    public static EventLock Accept(EventLock content, LockedEntity declared, string? eventName)
    {
        LockedEntity? old = content.Find(declared.Names);
        LockedEntity entity = new(
            declared.Name,
            IsRetired: false,
            Union(declared.Name, old?.Name, old?.FormerNames, declared.FormerNames),
            old?.Events ?? default);
        foreach (LockedEvent e in declared.Events.Where(e => eventName is null || e.Name == eventName))
        {
            LockedEvent? locked = SchemaComparison.FindLocked(entity, e);
            LockedVersion[] versions =
            [
                .. (locked?.Versions ?? default).Where(version => e.Versions.All(own => own.Number != version.Number))
                    .Concat(e.Versions)
                    .OrderBy(static version => version.Number),
            ];
            LockedEvent accepted = new(
                e.Name,
                e.Kind,
                IsRetired: false,
                Union(e.Name, locked?.Name, locked?.FormerNames, e.FormerNames),
                new(versions));
            if (EventLockReader.CanRead(accepted))
            {
                entity = entity.Replace(locked, accepted);
            }
        }

        return content.Replace(old, entity);
    }

    /// <summary>Marks an event that is gone from the code.</summary>
    public static EventLock Retire(EventLock content, IEnumerable<string> entityNames, string eventName) =>
        content.Find(entityNames) is { } entity && entity.Events.FirstOrDefault(e => e.Name == eventName) is { } e
            ? content.Replace(entity, entity.Replace(e, e with { IsRetired = true }))
            : content;

    /// <summary>Marks an entity that is gone from the code.</summary>
    public static EventLock RetireEntity(EventLock content, string entityName) =>
        content.Find([entityName]) is { } entity ? content.Replace(entity, entity with { IsRetired = true }) : content;

    /// <summary>Takes a policy or read model as the code declares it now. One whose name can't be written is left out.</summary>
    public static EventLock Accept(EventLock content, LockedHandler declared)
    {
        LockedHandler? old = HandlerComparison.FindLocked(content.Handlers, declared);
        LockedHandler accepted = declared with
        {
            FormerNames = new((old?.FormerNames ?? default).Append(old?.Name ?? declared.Name)
                .Concat(declared.FormerNames)
                .Where(name => name != declared.Name)
                .Distinct()),
        };
        return accepted.Names.All(GeneratedNames.IsEntityName)
            ? content.WithHandlers(content.Handlers
                .Where(other => other != old && (other.Kind != declared.Kind || other.Name != declared.Name))
                .Append(accepted))
            : content;
    }

    /// <summary>
    /// Marks a policy that is gone from the code: its position stays in the store, where another one of its name would go on. A read
    /// model's documents can be made again, so its name is free.
    /// </summary>
    public static EventLock Retire(EventLock content, LockedHandler gone)
    {
        IEnumerable<LockedHandler> others = content.Handlers.Where(other => other != gone);
        return content.WithHandlers(gone.Kind == HandlerKind.Policy ? others.Append(gone with { IsRetired = true }) : others);
    }

    private static EquatableArray<string> Union(
        string name,
        string? oldName,
        EquatableArray<string>? old,
        EquatableArray<string> declared) =>
        new((old ?? default).Concat(declared)
            .Append(oldName ?? name)
            .Where(former => former != name)
            .Distinct()
            .OrderBy(static former => former, StringComparer.Ordinal)
            .ToArray());
}
