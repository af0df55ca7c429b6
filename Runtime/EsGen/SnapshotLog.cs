using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>What is logged of snapshots. None of it is an error: without a snapshot an answer comes later, and is the same.</summary>
internal static partial class SnapshotLog
{
    [LoggerMessage(
        EventId = 1,
        EventName = "SnapshotIgnored",
        Level = LogLevel.Warning,
        Message = "The snapshot of {Entity} {Id} at version {Version} was ignored, and all events replayed: {Reason}")]
    public static partial void Ignored(ILogger logger, string entity, Guid id, long version, string reason, Exception? exception);

    [LoggerMessage(
        EventId = 2,
        EventName = "SnapshotStoreFailed",
        Level = LogLevel.Warning,
        Message = "No snapshot of {Entity} {Id} could be read, and all events were replayed")]
    public static partial void NotRead(ILogger logger, string entity, Guid id, Exception exception);

    [LoggerMessage(
        EventId = 3,
        EventName = "SnapshotNotTaken",
        Level = LogLevel.Warning,
        Message = "No snapshot of {Entity} {Id} was taken")]
    public static partial void NotTaken(ILogger logger, string entity, Guid id, Exception exception);

    [LoggerMessage(
        EventId = 4,
        EventName = "SnapshotsBehind",
        Level = LogLevel.Debug,
        Message = "No snapshot of {Entity} {Id} is taken, because too many others wait to be")]
    public static partial void Skipped(ILogger logger, string entity, Guid id);
}
