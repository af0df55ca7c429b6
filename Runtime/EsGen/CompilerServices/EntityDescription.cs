using System.Collections.Frozen;
using System.ComponentModel;
using System.Globalization;

namespace EsGen.CompilerServices;

/// <summary>A kind of entity as generated code describes it to the runtime.</summary>
/// <param name="type">The entity's class.</param>
/// <param name="name">The name in topics.</param>
/// <param name="storesEachEvent">True for an entity, false for an aggregate, which is stored when it is saved.</param>
/// <param name="topics">The topics of all its events, former ones included.</param>
/// <param name="creationTopics">Those of the events that begin it.</param>
/// <param name="discardTopics">Those of the event that ends it.</param>
/// <param name="state">Its state as data.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntityDescription(
    Type type,
    string name,
    bool storesEachEvent,
    string[] topics,
    string[] creationTopics,
    string[] discardTopics,
    EntityState? state = null)
{
    private readonly FrozenSet<string> _topics = topics.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _creationTopics = creationTopics.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _discardTopics = discardTopics.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name in topics.</summary>
    public string Name { get; } = name;

    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>Its state as data; null for a class that was generated without.</summary>
    public EntityState? State { get; } = state;

    /// <summary>The forms that its events are stored in.</summary>
    public IReadOnlyList<EventDescription> Events { get; init; } = [];

    internal bool StoresEachEvent { get; } = storesEachEvent;

    /// <summary>The names that its topics begin with, former ones included.</summary>
    internal FrozenSet<string> Names { get; } =
        topics.Select(static topic => TopicText.EntityOf(topic) ?? "").Append(name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The state of an instance as a JSON object in UTF-8: its own members, and what every entity has.</summary>
    /// <param name="entity">An instance of this kind of entity.</param>
    /// <exception cref="NotSupportedException">
    /// The class has state that can't be stored, so that none of it is written: see <see cref="EntityState.HasCodec"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The instance is of another kind, or a member has a value that can't be stored; the message names it.
    /// </exception>
    public ReadOnlyMemory<byte> GetState(IEventSourced entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return (State ?? throw EntityState.NoCodec(Name)).Write(entity.Recorder, entity, isToBeRestored: false);
    }

    /// <summary>The exception for an event that is none of this kind of entity's.</summary>
    /// <param name="e">The event.</param>
    public ArgumentException NotAnEvent(IDomainEvent? e) =>
        new($"{e?.GetType().ToString() ?? "null"} is no event of {Type}; if it is meant to be one, mark it with [Event].");

    /// <summary>The exception for an item with a topic that is none of this kind of entity's: unknown, or newer than this build.</summary>
    /// <param name="item">The stored item.</param>
    public UnknownTopicException Unreadable(in SequencedItem item)
    {
        (string name, int version) = SplitVersion(item.Topic);
        int known = _topics.Select(SplitVersion)
            .Where(topic => topic.Name == name)
            .Select(static topic => topic.Version)
            .DefaultIfEmpty(int.MaxValue)
            .Max();
        return version > known ? new NewerVersionException(Name, item, version, known) : new UnknownTopicException(Name, item);
    }

    /// <summary>The exception for an item that is asked for one event, but that an upcast makes several of.</summary>
    /// <param name="item">The stored item.</param>
    public InvalidOperationException Several(in SequencedItem item) =>
        new($"The item at position {item.Position} of sequence {item.SequenceId} with the topic '{TopicText.Show(item.Topic)}' becomes "
            + $"several events of {Name}; read them with GetEvents.");

    /// <summary>Whether a topic is of this kind of entity, as far as it tells: perhaps of an event newer than this build.</summary>
    internal bool Owns(string topic) => _topics.Contains(topic) || Names.Contains(TopicText.EntityOf(topic) ?? "");

    /// <summary>
    /// The name of the kind of entity that a topic is of, as far as it tells; null if that is this one, or if it tells nothing.
    /// </summary>
    internal string? FindOtherEntity(string topic) => Owns(topic) ? null : TopicText.EntityOf(topic);

    internal bool IsCreation(string topic) => _creationTopics.Contains(topic);

    internal bool IsDiscard(string topic) => _discardTopics.Contains(topic);

    private static (string Name, int Version) SplitVersion(string topic) =>
        topic.LastIndexOf('@') is > 0 and int at
            && int.TryParse(topic.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? (topic[..at], version)
            : (topic, 1);
}
