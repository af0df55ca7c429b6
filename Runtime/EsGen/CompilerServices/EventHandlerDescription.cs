using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>One <c>On</c> of a read model, as generated code describes it to the runtime.</summary>
/// <param name="record">The event.</param>
/// <param name="routing">Which documents the event goes to.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventHandlerDescription(Type record, EventRouting routing)
{
    /// <summary>Whether the event never makes a document.</summary>
    public bool IfExists { get; init; }

    /// <summary>For <see cref="EventRouting.Index"/>: the number of the index.</summary>
    public int Index { get; init; }

    internal Type Record { get; } = record;

    internal EventRouting Routing { get; } = routing;
}
