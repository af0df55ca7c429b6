using Microsoft.Extensions.Logging;

namespace EsGen.Hosting;

/// <summary>What is logged of an application with services.</summary>
internal static partial class HostingLog
{
    public const string Category = "EsGen.Hosting.HostedRunner";

    [LoggerMessage(EventId = 1, EventName = "ApplicationWithoutOptions", Level = LogLevel.Warning,
        Message = "{Application} takes no EventSourcedApplicationOptions: the services' clock, loggers and metadata don't reach it. "
            + "{Advice}")]
    public static partial void NoOptions(ILogger logger, Type application, string advice);
}
