using System.Buffers.Binary;
using System.Text;

namespace EsGen;

/// <summary>What surrounds an event: which entity it happened to, where in its history, when, and why.</summary>
public readonly struct EventContext : IEquatable<EventContext>
{
    private readonly IReadOnlyDictionary<string, string>? _metadata;
    private readonly ReadOnlyMemory<byte> _encodedMetadata;
    private readonly int _maxDataSize;
    private readonly string? _policy;

    internal const int DefaultMaxDataSize = 1024 * 1024;

    /// <summary>Creates a context, for a unit test of a mutator for example.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="position">The event's place in the entity's history, from 0.</param>
    /// <param name="timestamp">When the event was raised.</param>
    /// <param name="metadata">Correlation and the like; none if null.</param>
    public EventContext(Guid id, long position, DateTimeOffset timestamp, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Id = id;
        Position = position;
        Timestamp = timestamp.ToUniversalTime();
        _metadata = metadata;
    }

    /// <summary>The context that a stored item came with.</summary>
    /// <param name="item">A stored item.</param>
    public EventContext(in SequencedItem item)
        : this(item.SequenceId, item.Position, item.Timestamp, item.Metadata)
    {
    }

    internal EventContext(Guid id, long position, DateTimeOffset timestamp, ReadOnlyMemory<byte> encodedMetadata, int maxDataSize = 0)
        : this(id, position, timestamp)
    {
        _encodedMetadata = encodedMetadata;
        _maxDataSize = maxDataSize;
    }

    /// <summary>The entity's id.</summary>
    public Guid Id { get; }

    /// <summary>The event's place in the entity's history, from 0.</summary>
    public long Position { get; }

    /// <summary>When the event was raised, in UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>
    /// The notification that the event came with, where events are followed over all entities; null where one entity's are read.
    /// </summary>
    public long? NotificationId { get; init; }

    /// <summary>What the application's <c>Metadata</c> option gave when the event was raised; empty if nothing.</summary>
    /// <remarks>
    /// An event that was raised on an instance made with <c>new</c> gets its metadata when it is saved, so don't base state on it.
    /// </remarks>
    /// <exception cref="MalformedEventException">The stored metadata is damaged.</exception>
    public IReadOnlyDictionary<string, string> Metadata => _metadata ?? EventMetadata.Decode(_encodedMetadata, this);

    /// <summary>Which of the events of its stored item it is, from 0: an upcast may make several of one.</summary>
    internal int Ordinal { get; init; }

    /// <summary>The name, as first stored, of the policy that reacts to the event; empty outside of policies.</summary>
    internal string Policy
    {
        get => _policy ?? "";
        init => _policy = value;
    }

    /// <summary>How many bytes the event's data may have.</summary>
    internal int MaxDataSize => _maxDataSize == 0 ? DefaultMaxDataSize : _maxDataSize;

    internal ReadOnlyMemory<byte> EncodedMetadata => _metadata is null ? _encodedMetadata : EventMetadata.Encode(_metadata, int.MaxValue);

    /// <summary>
    /// An id that follows from the event: the same each time, for what is made because of it, so that it is made once however often the
    /// event is dealt with.
    /// </summary>
    /// <param name="name">
    /// What is made, to tell several from each other. In a policy it needn't be told from those of other policies.
    /// </param>
    /// <returns>A GUID of version 8. How it is made never changes, so that it stays the same in later versions of EsGen.</returns>
    /// <exception cref="ArgumentException">The name has half a character (a lone surrogate).</exception>
    public Guid NewId(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (LoneSurrogate.IsIn(name))
        {
            throw new ArgumentException(
                "The name has half a character (a lone surrogate), which would make the id that of another name.",
                nameof(name));
        }

        // Each part has its length, or always the same, so that no two of them can be mistaken for other two.
        int policyLength = Encoding.UTF8.GetByteCount(Policy);
        byte[] source = new byte[sizeof(int) + policyLength + 16 + sizeof(long) + sizeof(int) + Encoding.UTF8.GetByteCount(name)];
        Span<byte> rest = source;
        BinaryPrimitives.WriteInt32BigEndian(rest, policyLength);
        rest = rest[(sizeof(int) + Encoding.UTF8.GetBytes(Policy, rest[sizeof(int)..]))..];
        Id.TryWriteBytes(rest, bigEndian: true, out int idLength);
        BinaryPrimitives.WriteInt64BigEndian(rest[idLength..], Position);
        BinaryPrimitives.WriteInt32BigEndian(rest[(idLength + sizeof(long))..], Ordinal);
        Encoding.UTF8.GetBytes(name, rest[(idLength + sizeof(long) + sizeof(int))..]);
        return DerivedId.Of(source);
    }

    /// <summary>Whether two contexts are equal, metadata included.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(EventContext left, EventContext right) => left.Equals(right);

    /// <summary>Whether two contexts differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(EventContext left, EventContext right) => !left.Equals(right);

    /// <summary>Whether both contexts are equal, metadata included.</summary>
    /// <param name="other">The context to compare with.</param>
    public bool Equals(EventContext other) =>
        Id == other.Id
        && Position == other.Position
        && Timestamp == other.Timestamp
        && NotificationId == other.NotificationId
        && EncodedMetadata.Span.SequenceEqual(other.EncodedMetadata.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EventContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Position, Timestamp);
}
