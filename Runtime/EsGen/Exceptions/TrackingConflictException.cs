namespace EsGen;

/// <summary>
/// A tracking isn't ahead of the one that is stored under its name: what follows from that notification has been stored already. Nothing of
/// the append was stored.
/// </summary>
/// <remarks>
/// It isn't a failure: a caller that gets it, for an append whose answer was lost for example, goes on behind <see cref="StoredId"/>.
/// </remarks>
public sealed class TrackingConflictException : EventSourcingException
{
    /// <summary>Creates the exception; stores call this.</summary>
    /// <param name="name">The name of the tracking.</param>
    /// <param name="storedId">The notification id that is stored under it.</param>
    /// <param name="offeredId">The one that was to be stored.</param>
    /// <param name="innerException">What the database said, if it was the one to notice.</param>
    public TrackingConflictException(string name, long storedId, long offeredId, Exception? innerException = null)
        : base(
            $"'{TopicText.Show(name)}' is at notification {storedId} already, so that {offeredId} can't be stored for it; nothing was. "
            + $"What follows from {offeredId} has been dealt with: go on behind {storedId}.",
            innerException)
    {
        Name = name;
        StoredId = storedId;
        OfferedId = offeredId;
    }

    /// <summary>The name of the tracking.</summary>
    public string Name { get; }

    /// <summary>The notification id that is stored under the name.</summary>
    public long StoredId { get; }

    /// <summary>The notification id that was to be stored.</summary>
    public long OfferedId { get; }
}
