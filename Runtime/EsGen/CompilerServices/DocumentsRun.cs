using System.ComponentModel;
using System.Globalization;

namespace EsGen.CompilerServices;

/// <summary>
/// Takes events to the documents of a read model without a store, for tests: once as they come, and once more with every document written
/// and read after each event, which must come to the same.
/// </summary>
/// <typeparam name="T">The model's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DocumentsRun<T>
    where T : class, IReadModel<T>
{
    private static readonly ReadModelVersion s_version = new(T.Description.Name, T.Description.Fingerprint, 1);

    private readonly List<SequencedItem> _items = [];
    private readonly Dictionary<Guid, long> _positions = [];
    private readonly EventStore _eventStore = new(new InMemoryActiveRecordStrategy(), new EventSourcedApplicationOptions());

    // What the events come to; null if they haven't been handled since the last one was added.
    private IReadModelDocuments? _atOnce;
    private IReadModelDocuments? _eachTime;

    /// <summary>Adds an event that has happened to an entity.</summary>
    /// <param name="id">The entity's id.</param>
    /// <param name="e">The event.</param>
    /// <param name="time">When.</param>
    /// <exception cref="ArgumentException">The model knows no such entity, or the event has a value that can't be stored.</exception>
    public void Add(Guid id, IDomainEvent e, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(e);
        HandledEntity entity = T.Description.Entities.FirstOrDefault(entity =>
            entity.Description.Events.Any(one => one.Record == e.GetType()))
            ?? throw new ArgumentException(
                $"{T.Description.Name} handles no event of the entity of {e.GetType()}, so that it never sees this one.",
                nameof(e));
        long position = _positions.GetValueOrDefault(id);
        _items.Add(entity.Encode(e, new EventContext(id, position, time)));
        _positions[id] = position + 1;
        _atOnce = _eachTime = null;
    }

    /// <summary>The documents that the events make, in the order of their keys.</summary>
    /// <exception cref="ReadModelStoppedException">An <c>On</c> or <c>KeyOf</c> threw, or made something that can't be stored.</exception>
    public IReadOnlyList<T> GetDocuments() => Decode(RunAtOnce());

    /// <summary>A document whose content depends on when it is written; null if there is none.</summary>
    /// <exception cref="ReadModelStoppedException">An <c>On</c> or <c>KeyOf</c> threw, or made something that can't be stored.</exception>
    public string? FindDifference()
    {
        IReadModelDocuments atOnce = RunAtOnce();
        IReadModelDocuments eachTime = _eachTime ??= Run(eventsEach: 1);
        for (int tree = 0; tree <= T.Description.Indexes.Count; tree++)
        {
            var (left, right) = (GetEntries(atOnce, tree), GetEntries(eachTime, tree));
            for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
            {
                if (i >= left.Count || i >= right.Count || !left[i].Key.Span.SequenceEqual(right[i].Key.Span)
                    || !left[i].Value.Span.SequenceEqual(right[i].Value.Span))
                {
                    return Describe(tree, left.ElementAtOrDefault(i).Value, right.ElementAtOrDefault(i).Value);
                }
            }
        }

        return null;
    }

    private static string Describe(int tree, ReadOnlyMemory<byte> atOnce, ReadOnlyMemory<byte> eachTime) => tree > 0
        ? $"it stands elsewhere in the index {T.Description.Indexes[tree - 1]}."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"it is {Show(atOnce)} if it is written once, and {Show(eachTime)} if it is written and read after each event.");

    private static string Show(ReadOnlyMemory<byte> data) => data.IsEmpty ? "not there" : System.Text.Encoding.UTF8.GetString(data.Span);

    private static IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> GetEntries(
        IReadModelDocuments documents,
        int tree) =>
        documents.Read(view => view.GetRange(new DocumentRange(tree)));

    private static T[] Decode(IReadModelDocuments documents) =>
        [.. GetEntries(documents, 0).Select(static entry => T.Decode(entry.Key.Span, entry.Value))];

    private IReadModelDocuments RunAtOnce() => _atOnce ??= Run(eventsEach: int.MaxValue);

    private IReadModelDocuments Run(int eventsEach)
    {
        IReadModelDocuments documents = new InMemoryReadModelStore().Begin(s_version, default);
        for (int start = 0; start < _items.Count;)
        {
            // A projection keeps documents in memory; a new one reads what is stored.
            Projection<T> projection = new(documents, _eventStore) { ChecksEachEvent = true };
            int end = (int)Math.Min(_items.Count, (long)start + eventsEach);
            for (; start < end; start++)
            {
                projection.Handle(new Notification(start + 1, _items[start]));
            }

            (ReadModelState state, IReadOnlyCollection<DocumentChange> changes) = projection.GetChanges();
            documents.Commit(state, changes);
        }

        return documents;
    }
}
