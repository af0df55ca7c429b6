using System.Collections.Frozen;
using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>A kind of entity as generated code describes it to the runtime.</summary>
/// <param name="name">The name in topics.</param>
/// <param name="storesEachEvent">True for an entity, false for an aggregate, which is stored when it is saved.</param>
/// <param name="topics">The topics of all its events, former ones included.</param>
/// <param name="discardTopics">Those of the event that ends it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntityDescription(string name, bool storesEachEvent, string[] topics, string[] discardTopics)
{
    private readonly FrozenSet<string> _topics = topics.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _discardTopics = discardTopics.ToFrozenSet(StringComparer.Ordinal);
    private readonly string _topicPrefix = name + ".";

    /// <summary>The name in topics.</summary>
    public string Name { get; } = name;

    internal bool StoresEachEvent { get; } = storesEachEvent;

    internal IReadOnlyCollection<string> Topics => _topics;

    /// <summary>Whether a sequence that ends with this topic is a live entity of this kind, as far as the topic tells.</summary>
    internal bool IsAliveAfter(string lastTopic) =>
        !_discardTopics.Contains(lastTopic)
        && (_topics.Contains(lastTopic) || IsNewerEvent(lastTopic));

    internal bool IsDiscard(string topic) => _discardTopics.Contains(topic);

    // An entity's name may have dots, an event's has none: Shop.Order.Placed is of Shop.Order, not of Shop.
    private bool IsNewerEvent(string topic) =>
        topic.StartsWith(_topicPrefix, StringComparison.Ordinal) && !topic.AsSpan(_topicPrefix.Length).Contains('.');
}
