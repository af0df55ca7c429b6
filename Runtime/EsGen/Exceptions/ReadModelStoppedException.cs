namespace EsGen;

/// <summary>A read model stands at an event that it couldn't handle, so that what is waited for won't come.</summary>
public sealed class ReadModelStoppedException : EventSourcingException
{
    internal ReadModelStoppedException(string readModel, Exception cause)
        : base($"{readModel} has stopped: {cause.Message}", cause) => ReadModel = readModel;

    /// <summary>The same for another caller, whose stack it gets.</summary>
    internal ReadModelStoppedException(ReadModelStoppedException other)
        : base(other.Message, other.InnerException)
    {
        ReadModel = other.ReadModel;
        NotificationId = other.NotificationId;
    }

    internal ReadModelStoppedException(string readModel, in Notification notification, Exception cause)
        : base(
            $"{readModel} has stopped at notification {notification.Id} ('{TopicText.Show(notification.Item.Topic)}' at "
                + $"position {notification.Item.Position} of sequence {notification.Item.SequenceId}): {cause.GetType()}: {cause.Message}",
            cause)
    {
        ReadModel = readModel;
        NotificationId = notification.Id;
    }

    /// <summary>The name of the read model.</summary>
    public string ReadModel { get; }

    /// <summary>The id of the notification that it stands at; null if it wasn't an event that stopped it.</summary>
    public long? NotificationId { get; }
}
