namespace EsGen.LiteDB;

/// <summary>Notifications of a damaged store that are missing: those from one id to another, or one of which more is known.</summary>
/// <param name="FirstId">The first one's id.</param>
/// <param name="LastId">The last one's id.</param>
public sealed record MissingNotifications(long FirstId, long LastId)
{
    /// <summary>The sequence of the event, if it is known.</summary>
    public Guid? SequenceId { get; init; }

    /// <summary>Its position in the sequence, if it is known.</summary>
    public long? Position { get; init; }

    /// <summary>Its topic, if it is known.</summary>
    public string? Topic { get; init; }
}
