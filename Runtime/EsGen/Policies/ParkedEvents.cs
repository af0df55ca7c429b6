using System.Buffers;
using System.Text;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// The events that a policy has parked. They are items of a sequence of their own in the event store: so they change in one commit with positions and aggregates,
/// two who change them at once get a conflict, and whatever copies, checks or salvages the store does so with them.
/// </summary>
internal sealed class ParkedEvents
{
    private const string ParkedTopic = "EsGen.Policy.Parked";
    private const string ReleasedTopic = "EsGen.Policy.Released";

    private readonly PolicyDescription _description;
    private readonly SortedDictionary<long, ParkedEvent> _events = [];
    private readonly Dictionary<Guid, int> _counts = [];
    private long _version;

    private ParkedEvents(PolicyDescription description)
    {
        _description = description;
        SequenceId = DerivedId.Of(Encoding.UTF8.GetBytes("EsGen.Policy\n" + description.FirstName));
    }

    /// <summary>The sequence that they are in.</summary>
    public Guid SequenceId { get; }

    public int Count => _events.Count;

    /// <summary>All of them, in the order of their notifications.</summary>
    public IEnumerable<ParkedEvent> All => _events.Values;

    /// <summary>Whether a topic is of such an item.</summary>
    public static bool IsParking(string topic) => topic is ParkedTopic or ReleasedTopic;

    /// <exception cref="MalformedEventException">What is stored is damaged.</exception>
    public static async ValueTask<ParkedEvents> LoadAsync(IActiveRecordStrategy strategy, PolicyDescription description, CancellationToken cancellationToken)
    {
        ParkedEvents parked = new(description);
        IAsyncEnumerable<SequencedItem> items = strategy.ReadItemsAsync(parked.SequenceId, cancellationToken: cancellationToken);
        await foreach (SequencedItem item in items.ConfigureAwait(false))
        {
            parked.Apply(parked.Read(item));
        }

        return parked;
    }

    public ParkedEvent? Find(long notificationId) => _events.GetValueOrDefault(notificationId);

    /// <summary>Whether one of an entity's is parked.</summary>
    public bool HasAny(Guid sequenceId) => _counts.ContainsKey(sequenceId);

    /// <summary>The items that changes are stored as; a store refuses them if somebody else has changed something since.</summary>
    public IEnumerable<SequencedItem> GetItems(IEnumerable<ParkedChange> changes) => changes.Select((change, index) => new SequencedItem(
        SequenceId,
        _version + index,
        change.IsParked ? ParkedTopic : ReleasedTopic,
        Write(change.Event))
    {
        Timestamp = change.Event.ParkedOn,
    });

    /// <summary>Takes over what has been stored.</summary>
    public void Apply(ParkedChange change)
    {
        (ParkedEvent e, bool isParked) = change;
        bool wasParked = _events.Remove(e.NotificationId);
        if (isParked)
        {
            _events.Add(e.NotificationId, e);
        }

        _version++;
        if (wasParked != isParked)
        {
            int count = _counts.GetValueOrDefault(e.SequenceId) + (isParked ? 1 : -1);
            if (count > 0)
            {
                _counts[e.SequenceId] = count;
            }
            else
            {
                _counts.Remove(e.SequenceId);
            }
        }
    }

    private static ReadOnlyMemory<byte> Write(ParkedEvent e)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("notification"u8, e.NotificationId);
            writer.WriteString("sequence"u8, e.SequenceId);
            writer.WriteNumber("position"u8, e.Position);
            writer.WriteString("topic"u8, e.Topic);
            writer.WriteNumber("attempts"u8, e.Attempts);
            writer.WriteString("exception"u8, e.ExceptionType);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory.ToArray();
    }

    private ParkedChange Read(in SequencedItem item)
    {
        if (item.Topic is not (ParkedTopic or ReleasedTopic))
        {
            throw new SequenceCorruptException(item.SequenceId, item.Position, item.Topic, $"the sequence is that of the parked events of {_description.Name}.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(item.Data);
            JsonElement data = document.RootElement;
            return new ParkedChange(
                new ParkedEvent(
                    _description.Name,
                    data.GetProperty("notification"u8).GetInt64(),
                    data.GetProperty("sequence"u8).GetGuid(),
                    data.GetProperty("position"u8).GetInt64(),
                    data.GetProperty("topic"u8).GetString()!,
                    data.GetProperty("attempts"u8).GetInt32(),
                    data.GetProperty("exception"u8).GetString(),
                    item.Timestamp),
                item.Topic == ParkedTopic);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MalformedEventException(item.SequenceId, item.Position, item.Topic, "a parked event");
        }
    }
}
