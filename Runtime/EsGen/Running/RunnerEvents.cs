using System.Diagnostics.Tracing;

namespace EsGen;

/// <summary>What a runner writes into the log of the platform: the event source <c>EsGen.Runner</c>.</summary>
[EventSource(Name = "EsGen.Runner")]
internal sealed class RunnerEvents : EventSource
{
    public static readonly RunnerEvents Log = new();

    private RunnerEvents()
    {
    }

    [System.Diagnostics.Tracing.Event(1, Level = EventLevel.Warning, Message = "The documents of {0} are made again: {1}.")]
    public void DocumentsMadeAgain(string readModel, string reason) => WriteEvent(1, readModel, reason);
}
