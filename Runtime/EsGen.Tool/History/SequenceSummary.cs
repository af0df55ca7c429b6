namespace EsGen.Tool.History;

/// <summary>What a walk through the notifications tells of one sequence.</summary>
internal sealed class SequenceSummary(Notification first)
{
    public Guid Id { get; } = first.Item.SequenceId;

    /// <summary>The entity, by the topic of its first event.</summary>
    public string Entity { get; } = Topics.GetEntity(first.Item.Topic);

    public long Events { get; private set; }

    public DateTimeOffset FirstTimestamp { get; } = first.Item.Timestamp;

    public DateTimeOffset LastTimestamp { get; private set; }

    public long LastNotificationId { get; private set; }

    public string LastTopic { get; private set; } = first.Item.Topic;

    public void Add(in Notification notification)
    {
        Events++;
        LastTimestamp = notification.Item.Timestamp;
        LastNotificationId = notification.Id;
        LastTopic = notification.Item.Topic;
    }
}
