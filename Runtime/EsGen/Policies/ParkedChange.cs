namespace EsGen;

/// <summary>
/// What becomes of a parked event: it is parked, or parked anew after another attempt; or it is gone, because it was handled or dropped.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="IsParked">Whether it is parked afterwards.</param>
internal readonly record struct ParkedChange(ParkedEvent Event, bool IsParked);
