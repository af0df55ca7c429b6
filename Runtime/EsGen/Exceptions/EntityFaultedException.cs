namespace EsGen;

/// <summary>
/// A command was called on an instance whose earlier command or save failed, so that it may no longer agree with what is stored; nothing
/// happened.
/// </summary>
public sealed class EntityFaultedException : EventSourcingException
{
    internal EntityFaultedException(string entity, Guid id)
        : base(
            $"This instance of {entity} {id} is faulted: an earlier command or save on it failed, so it may differ from what is stored. "
                + "It can be read; to go on, load the entity again.")
    {
        Entity = entity;
        Id = id;
    }

    /// <summary>The name of the kind of entity.</summary>
    public string Entity { get; }

    /// <summary>The entity's id.</summary>
    public Guid Id { get; }
}
