namespace EsGen;

/// <summary>A position of a sequence was already taken: somebody else wrote first. Nothing of the append was stored.</summary>
/// <remarks>Load the entity again and repeat the command, or use <c>Update</c>, which does both.</remarks>
public sealed class ConcurrencyException : EventSourcingException
{
    /// <summary>Creates the exception; stores call this.</summary>
    /// <param name="sequenceId">The sequence whose position is taken.</param>
    /// <param name="position">The position that is taken.</param>
    /// <param name="innerException">What the database said, if it was the one to notice.</param>
    public ConcurrencyException(Guid sequenceId, long position, Exception? innerException = null)
        : this(
            position == 0
                ? $"An entity with the id {sequenceId} exists already, because position 0 of its sequence is taken; nothing was stored. "
                    + "Get it from its repository. TryCreate says whether an id is free without an exception."
                : $"Position {position} of sequence {sequenceId} is already taken; nothing was stored. Load the entity again and repeat "
                    + "the command, or use Update.",
            sequenceId,
            position,
            innerException)
    {
    }

    private ConcurrencyException(string message, Guid sequenceId, long position, Exception? innerException)
        : base(message, innerException)
    {
        SequenceId = sequenceId;
        Position = position;
    }

    /// <summary>The sequence whose position is taken.</summary>
    public Guid SequenceId { get; }

    /// <summary>
    /// The position that is taken; 0: the entity exists already. If another version was expected, the position of the next event at that
    /// version.
    /// </summary>
    public long Position { get; }

    /// <summary>The exception for an entity that hasn't the version that the caller bases a command on.</summary>
    internal static ConcurrencyException OtherVersion(string entity, Guid id, long expectedVersion, long version) => new(
        $"{entity} {id} has version {version}, and version {expectedVersion} was expected; nothing was stored. Get it again, and decide "
            + "whether the command still fits.",
        id,
        expectedVersion,
        innerException: null);
}
