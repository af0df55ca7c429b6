using System.Text.Json;

namespace EsGen.Inspection;

/// <summary>Something that isn't as it should be.</summary>
/// <param name="Kind">What kind of thing, as docs/tool.md lists them.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Finding(string Kind, string Message)
{
    public Guid? SequenceId { get; init; }

    public long? Position { get; init; }

    public long? NotificationId { get; init; }

    public string? Topic { get; init; }

    /// <summary>A finding about one event.</summary>
    public static Finding Of(string kind, in SequencedItem item, string message, long? notificationId = null) => new(kind, message)
    {
        SequenceId = item.SequenceId,
        Position = item.Position,
        Topic = item.Topic,
        NotificationId = notificationId,
    };

    /// <summary>What is damaged, as the store says it.</summary>
    public static Finding OfDamage(StoreDamagedException exception) => new("damage", exception.Message)
    {
        SequenceId = exception.SequenceId,
        Position = exception.Position,
    };

    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("kind"u8, Kind);
        writer.WriteString("message"u8, Message);
        if (SequenceId is { } id)
        {
            writer.WriteString("sequenceId"u8, id);
        }

        if (Position is { } position)
        {
            writer.WriteNumber("position"u8, position);
        }

        if (NotificationId is { } notification)
        {
            writer.WriteNumber("notificationId"u8, notification);
        }

        if (Topic is { } topic)
        {
            writer.WriteString("topic"u8, topic);
        }
    }

    public override string ToString()
    {
        string place = SequenceId is { } id ? $" {id}{(Position is { } position ? $":{position}" : "")}" : "";
        string notification = NotificationId is { } number ? $" notification {number}" : "";
        string where = $"{place}{notification}{(Topic is null ? "" : $" {Topic}")}";
        return $"{Kind}:{where}{(where.Length == 0 ? " " : " — ")}{Message}";
    }
}
