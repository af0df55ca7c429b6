using System.Buffers;
using System.Text;
using System.Text.Json;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// The events that a policy has parked. They are items of a sequence of their own in the event store: so they change in one commit with
/// positions and aggregates, two who change them at once get a conflict, and whatever copies, checks or salvages the store does so with
/// them.
/// </summary>
internal sealed class ParkedEvents
{
    private const string ParkedTopic = "EsGen.Policy.Parked";
    private const string ReleasedTopic = "EsGen.Policy.Released";
    private const string DueTopic = "EsGen.Policy.Due";

    private readonly string _name;
    private readonly SortedSet<long> _due = [];
    private readonly SortedDictionary<long, ParkedEvent> _events = [];
    private readonly Dictionary<Guid, int> _counts = [];
    private long _version;

    private ParkedEvents(string name, string firstName)
    {
        _name = name;
        SequenceId = DerivedId.Of(Encoding.UTF8.GetBytes("EsGen.Policy\n" + firstName));
    }

    /// <summary>The sequence that they are in.</summary>
    public Guid SequenceId { get; }

    public int Count => _events.Count;

    /// <summary>All of them, in the order of their notifications.</summary>
    public IEnumerable<ParkedEvent> All => _events.Values;

    /// <summary>Whether a topic is of such an item.</summary>
    public static bool IsParking(string topic) => topic is ParkedTopic or ReleasedTopic or DueTopic;

    /// <summary>The parked event that such an item is about.</summary>
    /// <param name="item">The item.</param>
    /// <param name="policy">The policy that has parked it, which the item itself doesn't tell.</param>
    /// <exception cref="MalformedEventException">The item is damaged.</exception>
    public static ParkedEvent ReadNote(in SequencedItem item, string policy = "")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(item.Data);
            JsonElement data = document.RootElement;
            return new ParkedEvent(
                policy,
                data.GetProperty("notification"u8).GetInt64(),
                data.GetProperty("sequence"u8).GetGuid(),
                data.GetProperty("position"u8).GetInt64(),
                data.GetProperty("topic"u8).GetString()!,
                data.GetProperty("attempts"u8).GetInt32(),
                data.GetProperty("exception"u8).GetString(),
                item.Timestamp);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            throw new MalformedEventException(item.SequenceId, item.Position, item.Topic, "a parked event");
        }
    }

    /// <exception cref="MalformedEventException">What is stored is damaged.</exception>
    public static ValueTask<ParkedEvents> LoadAsync(
        IActiveRecordStrategy strategy, PolicyDescription description, CancellationToken cancellationToken) =>
        LoadAsync(strategy, description.Name, description.FirstName, cancellationToken);

    /// <param name="strategy">The store.</param>
    /// <param name="name">The policy's name.</param>
    /// <param name="firstName">The first name that it had, under which it parks.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="MalformedEventException">What is stored is damaged.</exception>
    public static async ValueTask<ParkedEvents> LoadAsync(
        IActiveRecordStrategy strategy, string name, string firstName, CancellationToken cancellationToken)
    {
        ParkedEvents parked = new(name, firstName);
        IAsyncEnumerable<SequencedItem> items = strategy.ReadItemsAsync(parked.SequenceId, cancellationToken: cancellationToken);
        await foreach (SequencedItem item in items.ConfigureAwait(false))
        {
            ParkedEvent e = parked.Read(item);
            if (item.Topic == DueTopic)
            {
                parked.MarkDue(e.NotificationId);
            }
            else
            {
                parked.Apply(new ParkedChange(e, item.Topic != ReleasedTopic));
            }
        }

        return parked;
    }

    public ParkedEvent? Find(long notificationId) => _events.GetValueOrDefault(notificationId);

    /// <summary>The first one that somebody wants to be tried again; null if there is none.</summary>
    public ParkedEvent? FindDue() => _due.Count == 0 ? null : _events[_due.Min];

    public bool IsDue(long notificationId) => _due.Contains(notificationId);

    /// <summary>Whether an item says that one of them is due.</summary>
    public bool IsDueMark(in SequencedItem item) => item.SequenceId == SequenceId && item.Topic == DueTopic;

    /// <summary>The items that say that events are due, for the next runner.</summary>
    public IEnumerable<SequencedItem> GetDueItems(IEnumerable<ParkedEvent> events) =>
        events.Select((e, index) => new SequencedItem(SequenceId, _version + index, DueTopic, Write(e)) { Timestamp = e.ParkedOn });

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
        _due.Remove(e.NotificationId);
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

    private void MarkDue(long notificationId)
    {
        _version++;
        if (_events.ContainsKey(notificationId))
        {
            _due.Add(notificationId);
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

    private ParkedEvent Read(in SequencedItem item) => IsParking(item.Topic)
        ? ReadNote(item, _name)
        : throw new SequenceCorruptException(
            item.SequenceId, item.Position, item.Topic, $"the sequence is that of the parked events of {_name}.");
}
