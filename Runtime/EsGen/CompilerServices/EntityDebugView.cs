using System.ComponentModel;
using System.Diagnostics;

namespace EsGen.CompilerServices;

/// <summary>What the debugger shows of an instance. It runs no code of the user's, which could throw or change something.</summary>
/// <param name="entity">The instance.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EntityDebugView(IEventSourced entity)
{
    /// <summary>The id.</summary>
    public Guid Id => entity.Recorder.Id;

    /// <summary>How many events have been applied.</summary>
    public long Version => entity.Recorder.Version;

    /// <summary>What is to be known of it at a glance: whether it is discarded, faulted, or has pending events.</summary>
    public string Summary => entity.Recorder.ToString();

    /// <summary>The fields and auto-properties that are its state.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public KeyValuePair<string, object?>[] State => [.. entity.Recorder.Description.State?.GetMembers(entity) ?? []];

    /// <summary>The events that are not stored yet.</summary>
    public IReadOnlyList<IDomainEvent> PendingEvents => entity.Recorder.GetPendingEvents<IDomainEvent>();

    /// <summary>The topics of the last events that this instance has seen, newest first.</summary>
    public string[] LastEvents => [.. entity.Recorder.GetRecentTopics()];
}
