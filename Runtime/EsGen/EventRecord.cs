namespace EsGen;

/// <summary>An event as it was read, with what surrounds it.</summary>
/// <typeparam name="TEvent">The base record of the entity's events, or <see cref="IDomainEvent"/>.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Context">Which entity it happened to, where in its history, when, and why.</param>
/// <remarks>
/// Two are equal if their events and contexts are. The context holds a dictionary, the metadata, which counts by its content and not by its
/// order; that of <see cref="Metadata"/> itself is compared by reference, as dictionaries are.
/// </remarks>
public readonly record struct EventRecord<TEvent>(TEvent Event, EventContext Context)
    where TEvent : class, IDomainEvent
{
    /// <summary>The entity's id.</summary>
    public Guid Id => Context.Id;

    /// <summary>The event's place in the entity's history, from 0. Events that an upcast made of one share it.</summary>
    public long Position => Context.Position;

    /// <summary>When the event was raised, in UTC.</summary>
    public DateTimeOffset Timestamp => Context.Timestamp;

    /// <summary>The notification that the event came with; null unless events of all entities are followed.</summary>
    public long? NotificationId => Context.NotificationId;

    /// <summary>What was stored with the event: correlation and the like; empty if nothing.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Context.Metadata;

    /// <summary>The event, and where it stands.</summary>
    public override string ToString() => $"{Event} at position {Position} of {Id}";
}
