namespace EsGen;

/// <summary>Who may work on something, and what its holder last said.</summary>
/// <param name="IsMine">Whether it is the asker's.</param>
/// <param name="Epoch">Counted up whenever it goes from one holder to another.</param>
/// <param name="Report">What its holder last said.</param>
/// <param name="Requested">The number of the last request to its holder; 0 if there never was one.</param>
/// <param name="Answered">The number of the last one that was carried out.</param>
/// <param name="Failure">Why that couldn't be done; null if it was.</param>
public readonly record struct Lease(bool IsMine, long Epoch, LeaseReport Report, long Requested, long Answered, string? Failure);
