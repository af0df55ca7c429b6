using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>A kind of entity whose events are handled, and how its items are read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HandledEntity
{
    private readonly EventDecoder<IDomainEvent> _decode;
    private readonly EventDecoder<IReadOnlyList<IDomainEvent>> _decodeAll;
    private readonly Func<IDomainEvent, EventContext, SequencedItem> _encode;

    private HandledEntity(
        EntityDescription description,
        EventDecoder<IDomainEvent> decode,
        EventDecoder<IReadOnlyList<IDomainEvent>> decodeAll,
        Func<IDomainEvent, EventContext, SequencedItem> encode)
    {
        Description = description;
        _decode = decode;
        _decodeAll = decodeAll;
        _encode = encode;
    }

    internal EntityDescription Description { get; }

    /// <summary>A kind of entity.</summary>
    /// <typeparam name="T">The entity's class.</typeparam>
    public static HandledEntity Of<T>()
        where T : class, IEventSourced<T> =>
        new(T.Description, static (in SequencedItem item) => T.Decode(item), static (in SequencedItem item) => T.DecodeAll(item), T.Encode);

    internal IDomainEvent Decode(in SequencedItem item) => _decode(item);

    internal IReadOnlyList<IDomainEvent> DecodeAll(in SequencedItem item) => _decodeAll(item);

    internal SequencedItem Encode(IDomainEvent e, EventContext context) => _encode(e, context);
}
