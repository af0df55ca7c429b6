namespace EsGen;

/// <summary>A stored event can't be read: its data is damaged, or is not what this build's declaration of the event asks for.</summary>
/// <remarks>
/// It says where the damage is and what was expected there, never what the payload holds; for the same reason it has no inner exception:
/// those of JSON readers and number parsers quote their input.
/// </remarks>
public sealed class MalformedEventException : EventSourcingException
{
    /// <summary>Creates the exception; generated code and stores call this.</summary>
    /// <param name="sequenceId">The sequence of the event.</param>
    /// <param name="position">The position of the event.</param>
    /// <param name="topic">The topic of the event.</param>
    /// <param name="expected">What should have been there, as a noun phrase without the payload's content.</param>
    /// <param name="field">The declared field that can't be read, or null if none was reached.</param>
    /// <param name="byteOffset">Where in the data reading stopped, or null if that is no place in the data.</param>
    public MalformedEventException(
        Guid sequenceId,
        long position,
        string topic,
        string expected,
        string? field = null,
        long? byteOffset = null)
        : base(
            $"'{TopicText.Show(topic)}' at position {position} of sequence {sequenceId} can't be read: "
                + $"expected {expected}{(field is null ? "" : $" in the field '{field}'")}"
                + $"{(byteOffset is null ? "" : $" at byte {byteOffset}")}.")
    {
        SequenceId = sequenceId;
        Position = position;
        Topic = topic;
        Field = field;
        ByteOffset = byteOffset;
    }

    /// <summary>The sequence of the event.</summary>
    public Guid SequenceId { get; }

    /// <summary>The position of the event.</summary>
    public long Position { get; }

    /// <summary>The topic of the event.</summary>
    public string Topic { get; }

    /// <summary>The declared field that can't be read, or null if none was reached.</summary>
    public string? Field { get; }

    /// <summary>Where in the data reading stopped, or null if that is no place in the data.</summary>
    public long? ByteOffset { get; }
}
