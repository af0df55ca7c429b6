namespace EsGen.Testing;

/// <summary>Something that a lock says may be stored, and that today's code can't read.</summary>
public sealed class EventHistoryFinding
{
    internal EventHistoryFinding(string problem) => Problem = problem;

    internal EventHistoryFinding(string @event, int version, string topic, string? data, string problem, Exception? exception)
    {
        Event = @event;
        Version = version;
        Topic = topic;
        Data = data;
        Problem = problem;
        Exception = exception;
    }

    /// <summary>The event's name in the lock; null if the lock as a whole is what is wrong.</summary>
    public string? Event { get; }

    /// <summary>The event's version, from 1; 0 without an event.</summary>
    public int Version { get; }

    /// <summary>The topic that it was stored under; null without an event.</summary>
    public string? Topic { get; }

    /// <summary>The data that was tried, as JSON; null if there is none.</summary>
    public string? Data { get; }

    /// <summary>What happened, and what to do.</summary>
    public string Problem { get; }

    /// <summary>What was thrown; null if nothing was.</summary>
    public Exception? Exception { get; }

    /// <summary>Event, version and problem, and in a second line topic and data.</summary>
    public override string ToString() => Event is null
        ? Problem
        : $"{Event} version {Version}: {Problem}{(Data is null ? "" : $"{Environment.NewLine}    stored as {Topic} {Data}")}";
}
