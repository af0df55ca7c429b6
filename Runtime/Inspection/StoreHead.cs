namespace EsGen.Inspection;

/// <summary>How far a store goes, and how far those who follow it had come at the same moment.</summary>
/// <param name="LastNotificationId">The newest notification; 0 if there is none.</param>
/// <param name="Trackings">The trackings, sorted by name.</param>
internal sealed record StoreHead(long LastNotificationId, IReadOnlyList<Tracking> Trackings);
