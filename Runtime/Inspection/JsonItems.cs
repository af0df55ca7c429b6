using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace EsGen.Inspection;

/// <summary>How items look in JSON, in every command alike.</summary>
internal static class JsonItems
{
    private const int MaxDepth = 1000;

    /// <summary>A notification as an object.</summary>
    public static void WriteNotification(this Utf8JsonWriter writer, in Notification notification, Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteNumber("notificationId"u8, notification.Id);
        writer.WriteItemMembers(notification.Item);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>The members of an item.</summary>
    public static void WriteItemMembers(this Utf8JsonWriter writer, in SequencedItem item)
    {
        writer.WriteItemHead(item);
        writer.WriteData("data", item.Data);
        if (!item.Metadata.IsEmpty)
        {
            writer.WriteData("metadata", item.Metadata);
        }
    }

    /// <summary>The members that say which item it is, without what it holds.</summary>
    public static void WriteItemHead(this Utf8JsonWriter writer, in SequencedItem item)
    {
        writer.WriteString("sequenceId"u8, item.SequenceId);
        writer.WriteNumber("position"u8, item.Position);
        writer.WriteString("topic"u8, item.Topic);
        writer.WriteTime("timestamp", item.Timestamp);
    }

    public static void WriteTrackings(this Utf8JsonWriter writer, IEnumerable<Tracking> trackings) =>
        writer.WriteObjects("trackings", trackings, tracking =>
        {
            writer.WriteString("name"u8, tracking.Name);
            writer.WriteNumber("notificationId"u8, tracking.NotificationId);
        });

    /// <summary>An array of objects.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The array's name.</param>
    /// <param name="items">What each object is of.</param>
    /// <param name="members">Writes an object's members.</param>
    public static void WriteObjects<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> members)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            members(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset time) =>
        writer.WriteString(name, Times.Show(time));

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>What is JSON as such, everything else in Base64 under a name that says so.</summary>
    public static void WriteData(this Utf8JsonWriter writer, string name, ReadOnlyMemory<byte> data)
    {
        if (IsJson(data.Span))
        {
            using JsonDocument document = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = MaxDepth });
            writer.WritePropertyName(name);
            document.WriteTo(writer);
        }
        else
        {
            writer.WriteBase64String(name + "Base64", data.Span);
        }
    }

    /// <summary>Data as a value; null if it is no JSON.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> data)
    {
        if (!IsJson(data.Span))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    /// <summary>Data as people read it: as it is if it is JSON, else that it isn't.</summary>
    public static string Show(ReadOnlyMemory<byte> data) => Utf8.IsValid(data.Span)
        ? Visible.Line(Encoding.UTF8.GetString(data.Span))
        : $"({data.Length} bytes that are no text: {Convert.ToHexStringLower(data.Span[..Math.Min(data.Length, 32)])}…)";

    /// <summary>Whether bytes are JSON that can be written as such.</summary>
    public static bool IsJson(ReadOnlySpan<byte> data)
    {
        try
        {
            if (data.IsEmpty || !Utf8.IsValid(data))
            {
                return false;
            }

            Utf8JsonReader reader = new(data, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                // Half of a surrogate pair as an escape is JSON, but can't be written.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
