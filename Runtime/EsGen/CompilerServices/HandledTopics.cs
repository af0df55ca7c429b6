using System.Collections.Frozen;

namespace EsGen.CompilerServices;

/// <summary>The topics of the entities whose events a read model or a policy handles.</summary>
internal sealed class HandledTopics
{
    private readonly HandledEntity[] _entities;
    private readonly FrozenDictionary<string, TopicHandling> _topics;

    /// <param name="type">The class that handles the events.</param>
    /// <param name="entities">The kinds of entities whose events it handles.</param>
    /// <param name="records">The events.</param>
    public HandledTopics(Type type, HandledEntity[] entities, IEnumerable<Type> records)
    {
        _entities = entities;
        HashSet<Type> handled = [.. records];
        Dictionary<string, TopicHandling> topics = new(StringComparer.Ordinal);
        foreach (HandledEntity entity in entities)
        {
            foreach (EventDescription e in entity.Description.Events)
            {
                bool isHandled = e.Record is null || handled.Contains(e.Record);
                foreach (string topic in e.Topics)
                {
                    topics[topic] = new TopicHandling(entity, isHandled, e.IsSplit);
                }
            }
        }

        foreach (Type record in handled)
        {
            if (!entities.Any(entity => entity.Description.Events.Any(e => e.Record == record)))
            {
                throw new InvalidOperationException(
                    $"{type} handles {record}, which is no event of the entities that it knows; build its project again.");
            }
        }

        _topics = topics.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The entity whose item this is, and whether it can have an event that is handled; null for an item to pass by.</summary>
    /// <exception cref="UnknownTopicException">It is an event of a handled entity that this build doesn't know.</exception>
    public TopicHandling? Find(in SequencedItem item)
    {
        if (_topics.TryGetValue(item.Topic, out TopicHandling? handling))
        {
            return handling.IsHandled ? handling : null;
        }

        foreach (HandledEntity entity in _entities)
        {
            if (entity.Description.Owns(item.Topic))
            {
                throw entity.Description.Unreadable(item);
            }
        }

        return null;
    }
}
