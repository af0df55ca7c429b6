namespace EsGen;

/// <summary>What the holder of a lease tells all others.</summary>
/// <param name="Position">The id of the last notification that it has dealt with.</param>
/// <param name="IsReady">Whether what it has made can be relied on: it has compared it with the events.</param>
public readonly record struct LeaseReport(long Position, bool IsReady);
