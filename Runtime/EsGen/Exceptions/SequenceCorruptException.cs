namespace EsGen;

/// <summary>A sequence of events can't be the history of one entity: it lacks its creation, has a gap, or goes on after its end.</summary>
public sealed class SequenceCorruptException : EventSourcingException
{
    internal SequenceCorruptException(Guid sequenceId, long position, string topic, string reason)
        : base($"'{TopicText.Show(topic)}' at position {position} of sequence {sequenceId} can't be applied: {reason}")
    {
        SequenceId = sequenceId;
        Position = position;
        Topic = topic;
    }

    /// <summary>The sequence.</summary>
    public Guid SequenceId { get; }

    /// <summary>The position of the event that doesn't fit.</summary>
    public long Position { get; }

    /// <summary>The topic of the event that doesn't fit.</summary>
    public string Topic { get; }
}
