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
        : base($"Position {position} of sequence {sequenceId} is already taken; nothing was stored. Load the entity again and repeat the command, or use Update.", innerException)
    {
        SequenceId = sequenceId;
        Position = position;
    }

    /// <summary>The sequence whose position is taken.</summary>
    public Guid SequenceId { get; }

    /// <summary>The position that is taken.</summary>
    public long Position { get; }
}
