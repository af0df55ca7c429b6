namespace EsGen.CompilerServices;

/// <summary>What a read model or a policy does with the items of a topic of an entity that it knows.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="IsHandled">Whether they can have an event that is handled.</param>
/// <param name="IsSplit">Whether there can be several events in one, or none.</param>
internal sealed record TopicHandling(HandledEntity Entity, bool IsHandled, bool IsSplit);
