using System.ComponentModel;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>An entity or aggregate. Implemented by generated code.</summary>
public interface IEventSourced
{
    /// <summary>The entity's id.</summary>
    Guid Id => Recorder.Id;

    /// <summary>How many events have been applied: the position of the next one.</summary>
    long Version => Recorder.Version;

    /// <summary>When the first event was raised, in UTC.</summary>
    DateTimeOffset CreatedOn => Recorder.CreatedOn;

    /// <summary>When the latest event was raised, in UTC.</summary>
    DateTimeOffset LastModified => Recorder.LastModified;

    /// <summary>Whether the entity has come to its end: it can be read, but nothing can happen to it any more.</summary>
    bool IsDiscarded => Recorder.IsDiscarded;

    /// <summary>
    /// Whether a command or save on this instance failed, so that it may differ from what is stored; load it again to go on.
    /// </summary>
    bool IsFaulted => Recorder.IsFaulted;

    /// <summary>The events that happened to this instance and are not stored yet, oldest first.</summary>
    IReadOnlyList<IDomainEvent> PendingEvents => Recorder.GetPendingEvents<IDomainEvent>();

    /// <summary>Infrastructure.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    EventRecorder Recorder { get; }
}

/// <summary>An entity or aggregate as the runtime sees it: the entry points of its generated code. Implemented by generated code.</summary>
/// <typeparam name="TSelf">The entity's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEventSourced<TSelf> : IEventSourced
    where TSelf : class, IEventSourced<TSelf>
{
    /// <summary>The kind of entity, with the topics of its events.</summary>
    static abstract EntityDescription Description { get; }

    /// <summary>Makes an instance and raises the event that creates it.</summary>
    /// <param name="recorder">The recorder of the new instance.</param>
    /// <param name="creation">The creating event.</param>
    static abstract TSelf Create(EventRecorder recorder, IDomainEvent creation);

    /// <summary>Applies an event to a live instance.</summary>
    /// <param name="entity">The instance.</param>
    /// <param name="e">The event.</param>
    /// <param name="context">What surrounds it.</param>
    static abstract void Apply(TSelf entity, IDomainEvent e, EventContext context);

    /// <summary>Applies a stored item, decoding straight into the mutator's arguments.</summary>
    /// <param name="entity">The instance so far; null before the first item.</param>
    /// <param name="item">The next item of the entity's sequence.</param>
    /// <returns>The instance, which may be discarded now.</returns>
    static abstract TSelf Replay(TSelf? entity, in SequencedItem item);

    /// <summary>The item that an event is stored as.</summary>
    /// <param name="e">The event.</param>
    /// <param name="context">What surrounds it.</param>
    /// <exception cref="ArgumentException">A field has a value that can't be stored; the message names it.</exception>
    static abstract SequencedItem Encode(IDomainEvent e, EventContext context);

    /// <summary>The event that an item holds.</summary>
    /// <param name="item">A stored item.</param>
    static abstract IDomainEvent Decode(in SequencedItem item);

    /// <summary>The events that an item holds: several, where an old version of an event has become so.</summary>
    /// <param name="item">A stored item.</param>
    static virtual IReadOnlyList<IDomainEvent> DecodeAll(in SequencedItem item) => [TSelf.Decode(item)];
}
