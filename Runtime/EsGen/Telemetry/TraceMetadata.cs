using System.Diagnostics;
using System.Text.Json;

namespace EsGen;

/// <summary>How events tell which trace they were stored in: three members of their metadata.</summary>
internal static class TraceMetadata
{
    /// <summary>The span that stored the event, in the form of the HTTP header of that name.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>What all that follows from one thing has in common.</summary>
    public const string Correlation = "correlation";

    /// <summary>What the event follows from: another event (<c>id:position</c>), or the span that the command ran in.</summary>
    public const string Causation = "causation";

    /// <summary>
    /// The items with what is missing of the trace in their metadata. What somebody gave stays; an item that would become too large by it
    /// stays as it is, because nobody asked for this.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="storing">The span that stores them.</param>
    /// <param name="command">The span that the command ran in; null if none did.</param>
    /// <param name="maxMetadataSize">How many bytes the metadata of one may have.</param>
    /// <param name="maxItemSize">How many bytes an item may have.</param>
    public static IReadOnlyCollection<SequencedItem> AddTo(
        IReadOnlyCollection<SequencedItem> items, Activity storing, Activity? command, int maxMetadataSize, int maxItemSize)
    {
        if (storing.IdFormat != ActivityIdFormat.W3C)
        {
            return items;
        }

        (string, string?)[] trace =
        [
            (TraceParent, storing.Id),
            (Correlation, storing.TraceId.ToHexString()),
            (Causation, command is { IdFormat: ActivityIdFormat.W3C } ? command.SpanId.ToHexString() : null),
        ];
        SequencedItem[] traced = [.. items];

        // Events of one command share theirs, so that it is made once for all of them.
        (ReadOnlyMemory<byte> Of, ReadOnlyMemory<byte> With)? last = null;
        foreach (ref SequencedItem item in traced.AsSpan())
        {
            if (last is not { } known || !known.Of.Span.SequenceEqual(item.Metadata.Span))
            {
                last = known = (item.Metadata, Add(item, trace));
            }

            SequencedItem with = item with { Metadata = known.With };
            if (with.Metadata.Length <= maxMetadataSize && with.FitsIn(maxItemSize))
            {
                item = with;
            }
        }

        return traced;
    }

    /// <summary>The span that stored an event; null if its metadata doesn't say, or can't be read.</summary>
    public static ActivityContext? Read(in SequencedItem item)
    {
        try
        {
            Utf8JsonReader reader = new(item.Metadata.Span);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("traceparent"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String
                        && ActivityContext.TryParse(reader.GetString(), traceState: null, isRemote: true, out ActivityContext context)
                        ? context
                        : null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Damage is for those to tell who use the metadata.
        }

        return null;
    }

    private static ReadOnlyMemory<byte> Add(in SequencedItem item, ReadOnlySpan<(string Name, string? Value)> trace)
    {
        Dictionary<string, string> metadata = new(new EventContext(item).Metadata, StringComparer.Ordinal);
        foreach ((string name, string? value) in trace)
        {
            if (value is not null)
            {
                metadata.TryAdd(name, value);
            }
        }

        return EventMetadata.Encode(metadata, int.MaxValue);
    }
}
