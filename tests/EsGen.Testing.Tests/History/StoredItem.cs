using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsGen.Testing.Tests.History;

/// <summary>A stored event as a line of JSON, with its data as the text that it is.</summary>
internal sealed record StoredItem(Guid SequenceId, long Position, string Topic, DateTimeOffset Timestamp, string Data, string Metadata)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static StoredItem Of(SequencedItem item) =>
        new(item.SequenceId, item.Position, item.Topic, item.Timestamp, Encoding.UTF8.GetString(item.Data.Span), Encoding.UTF8.GetString(item.Metadata.Span));

    public static StoredItem Parse(string line) => JsonSerializer.Deserialize<StoredItem>(line, s_options)!;

    public static Guid Id(int number) => Guid.Parse($"01900000-0000-7000-8000-{number:d12}");

    public string ToLine() => JsonSerializer.Serialize(this, s_options);

    public SequencedItem ToItem() =>
        new(SequenceId, Position, Topic, Encoding.UTF8.GetBytes(Data)) { Timestamp = Timestamp, Metadata = Encoding.UTF8.GetBytes(Metadata) };
}
