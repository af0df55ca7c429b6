using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>The application of one event: unless it is completed, the instance is faulted when the scope ends.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MutationScope
{
    private readonly EventRecorder _recorder;
    private readonly DateTimeOffset _timestamp;
    private readonly bool _discards;

    internal MutationScope(EventRecorder recorder, DateTimeOffset timestamp, bool discards)
    {
        _recorder = recorder;
        _timestamp = timestamp;
        _discards = discards;
    }

    /// <summary>Counts the event as applied.</summary>
    public void Complete() => _recorder.CompleteMutation(_timestamp, _discards);

    /// <summary>Ends the scope.</summary>
    public void Dispose() => _recorder.EndMutation();
}
