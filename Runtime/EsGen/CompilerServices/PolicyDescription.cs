using System.Collections.Frozen;
using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>A policy as generated code describes it to the runtime.</summary>
/// <param name="type">The policy's class.</param>
/// <param name="name">The name under which its position is stored.</param>
/// <param name="formerNames">The names that it had before, the first one first.</param>
/// <param name="entities">The kinds of entities whose events it handles.</param>
/// <param name="handlers">Its <c>On</c> methods.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PolicyDescription(
    Type type, string name, string[] formerNames, HandledEntity[] entities, PolicyHandlerDescription[] handlers)
{
    /// <summary>What the names of policies' trackings begin with, so that one of the user's own can't be taken for one.</summary>
    internal const string TrackingPrefix = "policy:";

    private readonly FrozenDictionary<Type, PolicyHandlerDescription> _handlers =
        handlers.ToFrozenDictionary(static handler => handler.Record);
    private readonly HandledTopics _topics = new(type, entities, handlers.Select(static handler => handler.Record));

    /// <summary>The name under which its position is stored.</summary>
    public string Name { get; } = name;

    /// <summary>Where it begins on a store on which it never ran.</summary>
    public PolicyStart StartsAt { get; init; }

    /// <summary>Whether later events of an entity are parked behind one of it that is parked.</summary>
    public bool KeepsOrder { get; init; }

    /// <summary>How many events are handled at once.</summary>
    public int Parallelism { get; init; } = 1;

    internal Type Type { get; } = type;

    /// <summary>The name as first stored, from which ids follow.</summary>
    internal string FirstName { get; } = formerNames is [var first, ..] ? first : name;

    internal IReadOnlyList<HandledEntity> Entities { get; } = entities;

    /// <summary>The name that its position is tracked by.</summary>
    internal string TrackingName => GetTrackingName(Name);

    /// <summary>Those that it was tracked by before.</summary>
    internal IEnumerable<string> FormerTrackingNames => formerNames.Select(GetTrackingName);

    /// <summary>All names that are its own, as none of another policy may be.</summary>
    internal IEnumerable<string> Names => formerNames.Prepend(Name);

    /// <summary>Whether a method returns what is to be stored.</summary>
    internal bool ReturnsSomething { get; } = handlers.Any(static handler => !handler.ReturnsNothing);

    /// <inheritdoc cref="HandledTopics.Find"/>
    internal TopicHandling? Find(in SequencedItem item) => _topics.Find(item);

    internal PolicyHandlerDescription? FindHandler(IDomainEvent e) => _handlers.GetValueOrDefault(e.GetType());

    private static string GetTrackingName(string name) => TrackingPrefix + name;
}
