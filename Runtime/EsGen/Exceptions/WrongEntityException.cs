namespace EsGen;

/// <summary>An entity was asked for by the id of one of another kind.</summary>
public sealed class WrongEntityException : UnknownTopicException
{
    internal WrongEntityException(string entity, in SequencedItem item, string storedEntity)
        : base(entity, item, Describe(entity, item, TopicText.Show(storedEntity))) =>
        StoredEntity = storedEntity;

    /// <summary>The name of the kind of entity that the id is of, as it is stored: it can be any text.</summary>
    public string StoredEntity { get; }

    private static string Describe(string entity, in SequencedItem item, string shown) =>
        $"{item.SequenceId} is the id of a {shown}, not of a {entity}: its first event is '{TopicText.Show(item.Topic)}'. "
        + $"Get it from the repository of {shown}; or if {shown} is what {entity} was called once, say so with FormerNames.";
}
