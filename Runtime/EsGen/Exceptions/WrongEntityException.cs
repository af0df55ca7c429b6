namespace EsGen;

/// <summary>An entity was asked for by the id of one of another kind.</summary>
public sealed class WrongEntityException : UnknownTopicException
{
    internal WrongEntityException(string entity, in SequencedItem item, string storedEntity)
        : base(entity, item, $"{item.SequenceId} is the id of a {storedEntity}, not of a {entity}: its first event is '{TopicText.Show(item.Topic)}'. Get it from the repository of {storedEntity}; or if {storedEntity} is what {entity} was called once, say so with FormerNames.") =>
        StoredEntity = storedEntity;

    /// <summary>The name of the kind of entity that the id is of.</summary>
    public string StoredEntity { get; }
}
