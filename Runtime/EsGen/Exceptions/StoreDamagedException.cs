namespace EsGen;

/// <summary>What is stored isn't what was written. Stores derive theirs from it.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="sequenceId">The sequence that is damaged, if it is known.</param>
/// <param name="position">The position in it that is damaged, if it is known.</param>
/// <param name="innerException">The cause.</param>
public abstract class StoreDamagedException(string message, Guid? sequenceId, long? position, Exception? innerException)
    : EventSourcingException(message, innerException)
{
    /// <summary>The sequence that is damaged, if it is known.</summary>
    public Guid? SequenceId { get; } = sequenceId;

    /// <summary>The position in it that is damaged, if it is known.</summary>
    public long? Position { get; } = position;
}
