namespace EsGen;

/// <summary>A command was called on an entity that has been discarded; nothing happened.</summary>
public sealed class EntityDiscardedException : EventSourcingException
{
    internal EntityDiscardedException(string entity, Guid id)
        : base($"{entity} {id} is discarded: it can be read, but nothing can happen to it any more.")
    {
        Entity = entity;
        Id = id;
    }

    /// <summary>The name of the kind of entity.</summary>
    public string Entity { get; }

    /// <summary>The entity's id.</summary>
    public Guid Id { get; }
}
