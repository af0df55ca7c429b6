using Microsoft.Extensions.Logging;

namespace EsGen;

/// <summary>What a runner logs: what an operator should know and no caller is told.</summary>
internal static partial class RunnerLog
{
    public const string Category = "EsGen.Runner";

    [LoggerMessage(EventId = 1, EventName = "DocumentsMadeAgain", Level = LogLevel.Warning,
        Message = "The documents of {ReadModel} are made again: {Reason}")]
    public static partial void MadeAgain(ILogger logger, string readModel, string reason);

    [LoggerMessage(EventId = 2, EventName = "DocumentsBegun", Level = LogLevel.Information,
        Message = "The documents of {ReadModel} are made, up to notification {Goal}, before they answer")]
    public static partial void Begun(ILogger logger, string readModel, long goal);

    [LoggerMessage(EventId = 3, EventName = "ReadModelStopped", Level = LogLevel.Error, Message = "{ReadModel} has stopped")]
    public static partial void Stopped(ILogger logger, string readModel, Exception exception);

    [LoggerMessage(EventId = 4, EventName = "ReadModelFileLost", Level = LogLevel.Warning,
        Message = "Stored documents of read models were thrown away, and are made again where they are used: {Reason}")]
    public static partial void FileLost(ILogger logger, string reason);

    [LoggerMessage(EventId = 5, EventName = "WorkLost", Level = LogLevel.Warning,
        Message = "The work on {Name} goes on in another process, or when the store can be reached again")]
    public static partial void StandsBy(ILogger logger, string name, Exception exception);

    [LoggerMessage(EventId = 6, EventName = "StillAtWork", Level = LogLevel.Warning,
        Message = "{Names}: still at work when the time to stop was over; what it comes to is not stored")]
    public static partial void StillAtWork(ILogger logger, string names);
}
