using System.Runtime.InteropServices;
using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// Takes notifications to a read model's documents. What it changes stays in memory until <see cref="GetChanges"/>; it is the documents'
/// only writer, so that it may keep what it has read of them.
/// </summary>
/// <typeparam name="T">The model's class.</typeparam>
internal sealed class Projection<T>
    where T : class, IReadModel<T>
{
    // What a document costs beside its data: the object, its key, its entries in indexes.
    private const int Overhead = 200;
    private const int KeptBytes = 16 * 1024 * 1024;

    private readonly ReadModelDescription _description = T.Description;
    private readonly EventStore _eventStore;
    private readonly Dictionary<byte[], Slot> _slots = new(KeyComparer.Instance);
    private readonly Dictionary<byte[], Slot>.AlternateLookup<ReadOnlySpan<byte>> _slotsByKey;
    private readonly List<Slot> _changed = [];
    private readonly RoutedDocuments? _routed;
    private readonly DocumentKeys _keys = new();
    private readonly IndexEntries _entries = new();
    private readonly KeyWriter _entityKey = new();
    private readonly List<Slot> _changedByEvent = [];
    private ReadModelState _stored;
    private Notification _last;
    private long _bytes;

    public Projection(IReadModelDocuments documents, EventStore eventStore)
    {
        Documents = documents;
        _eventStore = eventStore;
        _slotsByKey = _slots.GetAlternateLookup<ReadOnlySpan<byte>>();
        _routed = _description.RoutingIndexes.Count > 0 ? new RoutedDocuments(_description) : null;
        _stored = documents.Read(static view => view.State);
        Position = _stored.Position;
    }

    public IReadModelDocuments Documents { get; }

    /// <summary>The id of the last notification that was handled.</summary>
    public long Position { get; private set; }

    /// <summary>
    /// Whether each document is written after each event, although that is thrown away: it names the event after which one can't be.
    /// </summary>
    public bool ChecksEachEvent { get; init; }

    /// <summary>About how many bytes the changed documents have.</summary>
    public long ChangedBytes { get; private set; }

    /// <returns>Whether the model handles it: others are passed by.</returns>
    /// <exception cref="ReadModelStoppedException">The event can't be handled; the projection must not be used any more.</exception>
    /// <exception cref="DocumentsDamagedException">A stored document can't be read.</exception>
    /// <exception cref="DocumentsLostException">The stored documents are gone.</exception>
    public bool Handle(in Notification notification)
    {
        bool isHandled;
        try
        {
            isHandled = HandleItem(notification.Item, notification.Id);
            if (ChecksEachEvent)
            {
                CheckChanged();
            }
        }
        catch (Exception cause) when (cause is not (DocumentsDamagedException or DocumentsLostException))
        {
            throw new ReadModelStoppedException(_description.Name, notification, cause);
        }

        _last = notification;
        Position = notification.Id;
        return isHandled;
    }

    /// <summary>What has changed since the last call, and how far the documents go with it.</summary>
    public (ReadModelState State, IReadOnlyCollection<DocumentChange> Changes) GetChanges()
    {
        List<DocumentChange> changes = new(_changed.Count * 2);
        long count = _stored.Count;
        foreach (Slot slot in _changed)
        {
            count += (slot.Document is null ? 0 : 1) - (slot.IsStored ? 1 : 0);
            AddChanges(slot, changes);
            slot.IsChanged = false;
            slot.IsStored = slot.Document is not null;
        }

        _changed.Clear();
        ChangedBytes = 0;
        if (_bytes > KeptBytes)
        {
            _slots.Clear();
            _routed?.Clear();
            _bytes = 0;
        }

        _stored = _stored with
        {
            Position = Position,
            Count = count,
            PositionHash = _last.Id == Position ? ItemHash.Of(_last.Id, _last.Item) : _stored.PositionHash,
        };
        return (_stored, changes);
    }

    private bool HandleItem(in SequencedItem item, long notificationId)
    {
        if (_description.Find(item) is not { } handling)
        {
            return false;
        }

        EventContext context = new(_eventStore.Admit(item)) { NotificationId = notificationId };
        if (!handling.IsSplit)
        {
            HandleEvent(handling.Entity.Decode(item), context, handling, item, place: 0);
            return true;
        }

        IReadOnlyList<IDomainEvent> events = handling.Entity.DecodeAll(item);
        for (int i = 0; i < events.Count; i++)
        {
            HandleEvent(events[i], context, handling, item, i);
        }

        return true;
    }

    private void HandleEvent(IDomainEvent e, in EventContext context, TopicHandling handling, in SequencedItem item, int place)
    {
        if (_description.FindHandler(e) is not { } handler)
        {
            return;
        }

        if (handler.Routing == EventRouting.Entity)
        {
            _entityKey.Clear();
            _entityKey.WriteGuid(context.Id);
            Apply(_entityKey.Written, handler, e, context);
            return;
        }

        _keys.Clear();
        T.Route(e, context, _keys);
        IReadOnlyList<byte[]> keys = handler.Routing == EventRouting.KeyOf ? _keys.Keys : FindRouted(handler.Index, _keys.Keys[0]);
        for (int i = 0; i < keys.Count; i++)
        {
            // Each document gets an event of its own: it may keep a collection of it, and change that.
            IDomainEvent own = i == 0 ? e : handling.IsSplit ? handling.Entity.DecodeAll(item)[place] : handling.Entity.Decode(item);
            Apply(keys[i], handler, own, context);
        }
    }

    private void Apply(ReadOnlySpan<byte> key, EventHandlerDescription handler, IDomainEvent e, in EventContext context)
    {
        Slot slot = GetSlot(key);
        if (slot.Document is null)
        {
            if (!_description.MakesDocuments(handler))
            {
                return;
            }

            slot.Document = T.Create(key);
        }

        if (!T.Apply(slot.Document, e, context))
        {
            slot.Document = null;
        }

        if (!slot.IsChanged)
        {
            slot.IsChanged = true;
            _changed.Add(slot);
            ChangedBytes += slot.Size;
        }

        if (ChecksEachEvent)
        {
            _changedByEvent.Add(slot);
        }

        _routed?.Set(slot.Key, GetEntries(slot.Document));
    }

    private Slot GetSlot(ReadOnlySpan<byte> key)
    {
        ref Slot? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slotsByKey, key, out bool isThere);
        if (isThere)
        {
            return slot!;
        }

        byte[] ownKey = key.ToArray();
        slot = new Slot(ownKey);
        if (FindStored(ownKey) is { } data)
        {
            try
            {
                slot.Document = T.Decode(key, data);
            }
            catch (MalformedEventException exception)
            {
                throw new DocumentsDamagedException(_description.Name, exception);
            }

            slot.Entries = GetEntries(slot.Document);
            slot.IsStored = true;
            slot.Size = data.Length + Overhead;
            _routed?.Set(ownKey, slot.Entries);
        }

        _bytes += slot.Size;
        return slot;
    }

    private ReadOnlyMemory<byte>? FindStored(byte[] key)
    {
        try
        {
            return Documents.Read(view => view.Find(0, key));
        }
        catch (ObjectDisposedException exception)
        {
            throw new DocumentsLostException(_description.Name, exception);
        }
    }

    private IReadOnlyList<byte[]> FindRouted(int index, byte[] value)
    {
        try
        {
            return _routed!.Find(index, value, Documents);
        }
        catch (ObjectDisposedException exception)
        {
            throw new DocumentsLostException(_description.Name, exception);
        }
    }

    private void CheckChanged()
    {
        foreach (Slot slot in _changedByEvent)
        {
            if (slot.Document is not null)
            {
                // First, because it names the member.
                T.Encode(slot.Document);
            }

            GetEntries(slot.Document);
        }

        _changedByEvent.Clear();
    }

    private IndexEntry[] GetEntries(T? document)
    {
        _entries.Clear();
        if (document is not null)
        {
            T.Index(document, _entries);
        }

        return _entries.GetSorted();
    }

    private void AddChanges(Slot slot, List<DocumentChange> changes)
    {
        IndexEntry[] before = slot.Entries;
        slot.Entries = GetEntries(slot.Document);
        if (slot.Document is not null)
        {
            ReadOnlyMemory<byte> data = T.Encode(slot.Document);
            _bytes += data.Length + Overhead - slot.Size;
            slot.Size = data.Length + Overhead;
            changes.Add(new DocumentChange(0, slot.Key, data));
        }
        else if (slot.IsStored)
        {
            changes.Add(new DocumentChange(0, slot.Key, null));
        }

        // Both are sorted: what only one of them has is what changes.
        int old = 0;
        foreach (IndexEntry entry in slot.Entries)
        {
            for (; old < before.Length && before[old].CompareTo(entry) < 0; old++)
            {
                changes.Add(GetChange(slot, before[old], isThere: false));
            }

            if (old < before.Length && before[old].CompareTo(entry) == 0)
            {
                old++;
            }
            else
            {
                changes.Add(GetChange(slot, entry, isThere: true));
            }
        }

        changes.AddRange(before.Skip(old).Select(entry => GetChange(slot, entry, isThere: false)));
    }

    // A key of a fixed size is the end of the entry's. A plain null would become an empty value, because arrays convert to it.
    private DocumentChange GetChange(Slot slot, IndexEntry entry, bool isThere) => new(
        entry.Index + 1,
        (byte[])[.. entry.Values, .. slot.Key],
        !isThere ? default(ReadOnlyMemory<byte>?) : _description.KeySize > 0 ? ReadOnlyMemory<byte>.Empty : slot.Key);

    private sealed class Slot(byte[] key)
    {
        public byte[] Key { get; } = key;

        public T? Document { get; set; }

        /// <summary>The entries that are stored of it.</summary>
        public IndexEntry[] Entries { get; set; } = [];

        public bool IsStored { get; set; }

        public bool IsChanged { get; set; }

        public int Size { get; set; } = Overhead;
    }
}
