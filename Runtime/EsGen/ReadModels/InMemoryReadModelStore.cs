using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace EsGen;

/// <summary>Keeps the documents of read models in memory, as long as the process runs.</summary>
public sealed class InMemoryReadModelStore : IReadModelStore
{
    private readonly ConcurrentDictionary<ReadModelVersion, Documents> _documents = [];

    /// <inheritdoc/>
    public IReadOnlyList<ReadModelVersion> GetVersions(string name) => [.. _documents.Keys.Where(version => version.Name == name)];

    /// <inheritdoc/>
    public IReadModelDocuments? Find(ReadModelVersion version) => _documents.GetValueOrDefault(version);

    /// <inheritdoc/>
    public IReadModelDocuments Begin(ReadModelVersion version, ReadModelState state) => _documents[version] = new Documents(state);

    /// <inheritdoc/>
    public void Drop(ReadModelVersion version) => _documents.TryRemove(version, out _);

    /// <inheritdoc/>
    public void DropUnused(string name, string fingerprint, TimeSpan keep)
    {
        foreach (ReadModelVersion version in GetVersions(name).Where(version => version.Fingerprint != fingerprint))
        {
            Drop(version);
        }
    }

    private sealed class Documents(ReadModelState state) : IReadModelDocuments
    {
        private volatile View _view = new(state, []);

        public TResult Read<TResult>(Func<IReadModelView, TResult> read)
        {
            ArgumentNullException.ThrowIfNull(read);
            return read(_view);
        }

        public void Commit(ReadModelState state, IReadOnlyCollection<DocumentChange> changes)
        {
            ArgumentNullException.ThrowIfNull(changes);
            View before = _view;
            Dictionary<int, ImmutableSortedSet<Entry>.Builder> trees = [];
            foreach (DocumentChange change in changes)
            {
                if (!trees.TryGetValue(change.Tree, out ImmutableSortedSet<Entry>.Builder? tree))
                {
                    trees[change.Tree] = tree = before.GetTree(change.Tree).ToBuilder();
                }

                Entry entry = new(change.Key, change.Value ?? default);
                tree.Remove(entry);
                if (change.Value is not null)
                {
                    tree.Add(entry);
                }
            }

            _view = new View(
                state,
                before.Trees.SetItems(trees.Select(static tree => KeyValuePair.Create(tree.Key, tree.Value.ToImmutable()))));
        }
    }

    private sealed class View(ReadModelState state, ImmutableDictionary<int, ImmutableSortedSet<Entry>> trees) : IReadModelView
    {
        private static readonly ImmutableSortedSet<Entry> s_empty =
            ImmutableSortedSet.Create<Entry>(
                Comparer<Entry>.Create(static (left, right) => left.Key.Span.SequenceCompareTo(right.Key.Span)));

        public ReadModelState State => state;

        public ImmutableDictionary<int, ImmutableSortedSet<Entry>> Trees => trees;

        public ImmutableSortedSet<Entry> GetTree(int tree) => trees.GetValueOrDefault(tree, s_empty);

        public ReadOnlyMemory<byte>? Find(int tree, ReadOnlyMemory<byte> key) =>
            GetTree(tree).TryGetValue(new Entry(key, default), out Entry found) ? found.Value : default(ReadOnlyMemory<byte>?);

        public IReadOnlyList<ReadOnlyMemory<byte>?> FindAll(int tree, IReadOnlyList<ReadOnlyMemory<byte>> keys)
        {
            ArgumentNullException.ThrowIfNull(keys);
            return [.. keys.Select(key => Find(tree, key))];
        }

        public IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> GetRange(DocumentRange range)
        {
            ImmutableSortedSet<Entry> entries = GetTree(range.Tree);
            int from = FindPlace(entries, range.From);
            int to = range.To is { } end ? FindPlace(entries, end) : entries.Count;
            List<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> found = [];
            for (int i = 0; i < to - from && i < range.Limit; i++)
            {
                Entry entry = entries[range.Descending ? to - 1 - i : from + i];
                found.Add(new(entry.Key, entry.Value));
            }

            return found;
        }

        private static int FindPlace(ImmutableSortedSet<Entry> entries, ReadOnlyMemory<byte> key) =>
            entries.IndexOf(new Entry(key, default)) is var place && place < 0 ? ~place : place;
    }

    private readonly record struct Entry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
}
