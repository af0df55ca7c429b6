namespace EsGen;

/// <summary>
/// A stored item has a topic that is none of the entity's events: it is of another kind of entity, or newer than this build.
/// </summary>
public class UnknownTopicException : EventSourcingException
{
    internal UnknownTopicException(string entity, in SequencedItem item)
        : this(
            entity,
            item,
            $"The item at position {item.Position} of sequence {item.SequenceId} has the topic '{TopicText.Show(item.Topic)}', which is "
                + $"no event of {entity} that this build knows. Either the id is of another kind of entity, or the event is newer than "
                + "this build, or it was renamed without FormerNames.")
    {
    }

    private protected UnknownTopicException(string entity, in SequencedItem item, string message)
        : base(message)
    {
        Entity = entity;
        SequenceId = item.SequenceId;
        Position = item.Position;
        Topic = item.Topic;
    }

    /// <summary>The name of the kind of entity that was to be read.</summary>
    public string Entity { get; }

    /// <summary>The sequence of the item.</summary>
    public Guid SequenceId { get; }

    /// <summary>The position of the item.</summary>
    public long Position { get; }

    /// <summary>The topic of the item.</summary>
    public string Topic { get; }
}
