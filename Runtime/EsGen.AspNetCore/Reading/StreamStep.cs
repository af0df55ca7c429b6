using System.Text.Json;

namespace EsGen.AspNetCore.Reading;

/// <summary>A stream at one of its versions: the event that led there, and what it changed.</summary>
/// <param name="Item">The event.</param>
/// <param name="Before">The state before; null before the first event, and where there is none as data.</param>
/// <param name="After">The state behind it; null where there is none as data.</param>
/// <param name="Problem">Why there is no state; null if there is one.</param>
internal sealed record StreamStep(SequencedItem Item, JsonElement? Before, JsonElement? After, string? Problem)
{
    public long Version => Item.Position + 1;

    public IReadOnlyList<StateChange> Changes { get; } = After is { } after ? StateChange.Compare(Before, after) : [];
}
