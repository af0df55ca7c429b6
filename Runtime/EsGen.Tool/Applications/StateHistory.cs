using System.Text.Encodings.Web;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen.Tool.Applications;

/// <summary>Replays a sequence event by event, and tells what each changed in the entity's state.</summary>
/// <param name="kind">The kind of entity.</param>
internal sealed class StateHistory(EventSourcedAttribute kind)
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private IEventSourced? _entity;
    private JsonElement? _state;

    /// <summary>Why the event that was applied last can't be replayed, or the state behind it can't be written; null if it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Applies the next event.</summary>
    /// <returns>What it changed; nothing if there is a <see cref="Problem"/>.</returns>
    public IReadOnlyList<StateChange> Apply(in SequencedItem item)
    {
        JsonElement? after;
        try
        {
            _entity = kind.Replay(_entity, item);
            after = kind.Description.State is { HasCodec: true } ? StateJson.Parse(kind.Description.GetState(_entity)) : null;
        }
        catch (Exception exception)
        {
            // Whatever the application's code throws is what was asked for.
            Problem = ExceptionText.Describe(exception);
            return [];
        }

        IReadOnlyList<StateChange> changes = after is { } state ? StateChange.Compare(_state, state) : [];
        _state = after;
        return changes;
    }

    /// <summary>The state as a JSON object; null where the class has none that can be written.</summary>
    public void WriteState(Utf8JsonWriter writer)
    {
        if (_state is { } state)
        {
            state.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public IEnumerable<string> ShowState() => _state is { } state
        ? JsonSerializer.Serialize(state, s_indented).Split('\n')
        : [$"{kind.Description.Name} has state of a type that can't be stored, so that it has no form as data."];
}
