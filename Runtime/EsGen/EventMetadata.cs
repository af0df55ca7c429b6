using System.Collections.ObjectModel;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>The stored form of an event's metadata: a JSON object of strings, sorted by name.</summary>
internal static class EventMetadata
{
    private const string Topic = "metadata";

    /// <param name="metadata">What the user gave; it may be anything.</param>
    /// <param name="maxSize">How many bytes it may have.</param>
    /// <exception cref="ArgumentException">It could not be read back as it is, or is too large.</exception>
    public static ReadOnlyMemory<byte> Encode(IReadOnlyDictionary<string, string>? metadata, int maxSize)
    {
        if (metadata is null or { Count: 0 })
        {
            return default;
        }

        KeyValuePair<string, string>[] pairs = [.. metadata];
        long length = 0;
        foreach ((string? name, string? value) in pairs)
        {
            if (GetReasonAgainst(name, value) is { } reason)
            {
                throw Refusal(reason);
            }

            length += name!.Length + value!.Length;
        }

        if (length > maxSize)
        {
            throw TooLarge(maxSize);
        }

        Array.Sort(pairs, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        EventDataWriter writer = EventDataWriter.Begin(Topic, int.MaxValue);
        for (int i = 0; i < pairs.Length; i++)
        {
            if (i > 0 && pairs[i].Key == pairs[i - 1].Key)
            {
                throw Refusal($"it has '{pairs[i].Key}' twice. Give each name once.");
            }

            writer.Name(pairs[i].Key);
            writer.WriteString(pairs[i].Value);
        }

        ReadOnlyMemory<byte> encoded = writer.End();
        return encoded.Length <= maxSize ? encoded : throw TooLarge(maxSize);
    }

    /// <summary>The stored form of metadata with more; of two with one name the added one counts.</summary>
    public static ReadOnlyMemory<byte> Add(
        IReadOnlyDictionary<string, string> metadata,
        IReadOnlyDictionary<string, string> added,
        int maxSize) =>
        Encode(Merge(metadata, added), maxSize);

    /// <summary>Metadata with more; of two with one name the added one counts. Both may be anything.</summary>
    /// <exception cref="ArgumentException">One has what can't be stored.</exception>
    public static IReadOnlyDictionary<string, string>? Merge(
        IReadOnlyDictionary<string, string>? metadata,
        IReadOnlyDictionary<string, string>? added)
    {
        if (added is null or { Count: 0 } || metadata is null or { Count: 0 })
        {
            return added is null or { Count: 0 } ? metadata : added;
        }

        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach ((string? name, string? value) in metadata.Concat(added))
        {
            all[GetReasonAgainst(name, value) is { } reason ? throw Refusal(reason) : name!] = value!;
        }

        return all;
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

    private static string? GetReasonAgainst(string? name, string? value) => name switch
    {
        null => "one of its names is null. Give it a name.",
        _ when LoneSurrogate.IsIn(name) => "one of its names has half a character (a lone surrogate), which UTF-8 can't hold. Remove it.",
        _ when value is null => $"the value of '{name}' is null. Give it a value, or leave it out.",
        _ when LoneSurrogate.IsIn(value) =>
            $"the value of '{name}' has half a character (a lone surrogate), which UTF-8 can't hold. Remove it.",
        _ => null,
    };

    private static ArgumentException TooLarge(int maxSize) =>
        Refusal(
            $"it is beyond the {maxSize} bytes that it may have. Store what is large elsewhere and refer to it, or raise the "
                + $"application's {nameof(EventSourcedApplicationOptions.MaxMetadataSize)}.");

    private static ArgumentException Refusal(string reason) => new($"The metadata of an event can't be stored: {reason}");

    private static MalformedEventException Malformed(EventContext context) =>
        new(context.Id, context.Position, Topic, "a JSON object of strings");
}
