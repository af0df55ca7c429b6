using System.Collections.ObjectModel;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>The stored form of an event's metadata: a JSON object of strings, sorted by name.</summary>
internal static class EventMetadata
{
    private const string Topic = "metadata";

    public static ReadOnlyMemory<byte> Encode(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 })
        {
            return default;
        }

        EventDataWriter writer = EventDataWriter.Begin(Topic, int.MaxValue);
        foreach ((string name, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Name(name);
            writer.WriteString(value);
        }

        return writer.End();
    }

    /// <summary>The stored form of metadata with more; of two with one name the added one counts.</summary>
    public static ReadOnlyMemory<byte> Add(IReadOnlyDictionary<string, string> metadata, IReadOnlyDictionary<string, string> added)
    {
        Dictionary<string, string> all = new(metadata, StringComparer.Ordinal);
        foreach ((string name, string value) in added)
        {
            all[name] = value;
        }

        return Encode(all);
    }

    public static IReadOnlyDictionary<string, string> Decode(ReadOnlyMemory<byte> encoded, EventContext context)
    {
        if (encoded.IsEmpty)
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        try
        {
            Utf8JsonReader reader = new(encoded.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Malformed(context);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !metadata.TryAdd(name, reader.GetString()!))
                {
                    throw Malformed(context);
                }
            }

            if (reader.Read())
            {
                throw Malformed(context);
            }

            return metadata;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Malformed(context);
        }
    }

    private static MalformedEventException Malformed(EventContext context) =>
        new(context.Id, context.Position, Topic, "a JSON object of strings");
}
