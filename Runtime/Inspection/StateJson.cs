using System.Text.Json;

namespace EsGen.Inspection;

/// <summary>A state as data.</summary>
internal static class StateJson
{
    public static JsonElement Parse(ReadOnlyMemory<byte> state)
    {
        using JsonDocument document = JsonDocument.Parse(state, new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }
}
