namespace EsGen;

/// <summary>How far a read model's documents go; stored with them, in the same commit.</summary>
/// <param name="Position">The id of the last notification that is in them, or was passed by; 0 before the first one.</param>
/// <param name="Goal">The id of the last notification there was when they were begun: from it on they answer.</param>
/// <param name="Count">How many documents there are.</param>
/// <param name="PositionHash">
/// A hash of the notification at <paramref name="Position"/>, which tells whether the events are still the same.
/// </param>
public readonly record struct ReadModelState(long Position, long Goal, long Count, UInt128 PositionHash)
{
    /// <summary>Whether they go as far as the events did when they were begun.</summary>
    public bool IsCaughtUp => Position >= Goal;
}
