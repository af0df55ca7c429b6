namespace EsGen;

/// <summary>A policy stands at an event that it couldn't handle, so that what is waited for won't come.</summary>
public sealed class PolicyStoppedException : EventSourcingException
{
    internal PolicyStoppedException(string policy, Exception cause)
        : base($"{policy} has stopped: {cause.Message}", cause) => Policy = policy;

    /// <summary>The same for another caller, whose stack it gets.</summary>
    internal PolicyStoppedException(PolicyStoppedException other)
        : base(other.Message, other.InnerException)
    {
        Policy = other.Policy;
        NotificationId = other.NotificationId;
    }

    internal PolicyStoppedException(string policy, in Notification notification, Exception cause)
        : base(
            $"{policy} has stopped at notification {notification.Id} ('{TopicText.Show(notification.Item.Topic)}' at position "
                + $"{notification.Item.Position} of sequence {notification.Item.SequenceId}): {cause.GetType()}: {cause.Message}",
            cause)
    {
        Policy = policy;
        NotificationId = notification.Id;
    }

    /// <summary>The name of the policy.</summary>
    public string Policy { get; }

    /// <summary>The id of the notification that it stands at; null if it wasn't an event that stopped it.</summary>
    public long? NotificationId { get; }
}
