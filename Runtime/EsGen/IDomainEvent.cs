using System.ComponentModel;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>An event of some entity. Implemented by the generated base record of each entity's events.</summary>
#pragma warning disable CA1040 // A marker is what it is: events share nothing but being events.
public interface IDomainEvent;
#pragma warning restore CA1040

/// <summary>The base of one entity's events, for example <c>Account.Event</c>. Implemented by generated code.</summary>
/// <typeparam name="TEvent">The base record itself.</typeparam>
public interface IDomainEvent<TEvent> : IDomainEvent
    where TEvent : class, IDomainEvent<TEvent>
{
    /// <summary>The kind of entity whose events these are.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual EntityDescription Description =>
        throw new NotSupportedException($"{typeof(TEvent)} doesn't say which entity's events it has: build it with this version of EsGen.");

    /// <summary>The event that an item holds.</summary>
    /// <param name="item">A stored item.</param>
    /// <exception cref="UnknownTopicException">The item's topic is none of these events.</exception>
    /// <exception cref="MalformedEventException">The item's data is not what the event's fields need.</exception>
    /// <exception cref="InvalidOperationException">The item holds an old version of an event that has become several.</exception>
    static abstract TEvent Decode(in SequencedItem item);

    /// <summary>The events that an item holds: several, where an old version of an event has become so.</summary>
    /// <param name="item">A stored item.</param>
    /// <inheritdoc cref="Decode" path="/exception[@cref='T:EsGen.UnknownTopicException' or @cref='T:EsGen.MalformedEventException']"/>
    static virtual IReadOnlyList<TEvent> DecodeAll(in SequencedItem item) => [TEvent.Decode(item)];
}
