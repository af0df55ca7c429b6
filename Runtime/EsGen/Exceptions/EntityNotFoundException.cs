namespace EsGen;

/// <summary>There is no entity with this id: it was never stored, or it was discarded.</summary>
public sealed class EntityNotFoundException : EventSourcingException
{
    internal EntityNotFoundException(string entity, Guid id)
        : base($"There is no {entity} with id {id}: it was never stored, or it was discarded.")
    {
        Entity = entity;
        Id = id;
    }

    /// <summary>The name of the kind of entity.</summary>
    public string Entity { get; }

    /// <summary>The id that was asked for.</summary>
    public Guid Id { get; }
}
