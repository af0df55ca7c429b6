using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>What is logged of policies.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(
        EventId = 1,
        EventName = "PolicyFailed",
        Level = LogLevel.Warning,
        Message = "{Policy} failed to handle notification {NotificationId} ({Topic}), attempt {Attempt}")]
    public static partial void Failed(ILogger logger, string policy, long notificationId, string topic, int attempt, Exception exception);

    [LoggerMessage(
        EventId = 2,
        EventName = "EventParked",
        Level = LogLevel.Error,
        Message = "{Policy} has parked notification {NotificationId} ({Topic}) after {Attempts} attempts")]
    public static partial void Parked(ILogger logger, string policy, long notificationId, string topic, int attempts, Exception exception);

    [LoggerMessage(EventId = 3, EventName = "PolicyStopped", Level = LogLevel.Critical, Message = "{Policy} has stopped")]
    public static partial void Stopped(ILogger logger, string policy, Exception exception);

    [LoggerMessage(
        EventId = 4,
        EventName = "AppendFailed",
        Level = LogLevel.Warning,
        Message = "What {Policy} has decided could not be stored, attempt {Attempt}")]
    public static partial void NotStored(ILogger logger, string policy, int attempt, Exception exception);
}
