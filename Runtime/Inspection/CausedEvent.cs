namespace EsGen.Inspection;

/// <summary>An event in a tree of causes.</summary>
/// <param name="Notification">The event.</param>
/// <param name="Depth">How many causes it has above it.</param>
/// <param name="CauseId">The notification of the event that it follows from; null if that is none of the tree.</param>
internal sealed record CausedEvent(Notification Notification, int Depth, long? CauseId);
