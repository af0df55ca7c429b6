namespace EsGen.LiteDB;

/// <summary>
/// A read model's documents as trees of packed blocks. Readers hold an immutable root, which a commit replaces; what of it the cache has
/// given up is read again, and if a commit has replaced it meanwhile the reader begins again with the latest root.
/// </summary>
/// <param name="blocks">Where the blocks are stored.</param>
/// <param name="cache">Keeps blocks.</param>
/// <param name="version">The number of the latest commit.</param>
/// <param name="state">How far the documents go.</param>
/// <param name="directory">Where the blocks are, and which ids are taken.</param>
internal sealed class PackedDocuments(BlockStore blocks, BlockCache cache, long version, ReadModelState state, BlockDirectory directory)
    : IReadModelDocuments
{
    // A block in the middle of a tree is left with some room, so that the next entry doesn't split it again.
    private const int FilledSize = PackedBlock.Size * 2 / 3;

    // A block with less than this is joined to the next one.
    private const int UnderfullSize = PackedBlock.Size / 4;

    private readonly Lock _writing = new();
    private readonly Stack<long> _freeIds = new(directory.FreeIds);
    private volatile PackedRoot _root = new(blocks, cache, version, state, directory.Trees);
    private long _nextId = directory.NextId;
    private bool _isChanged;
    private volatile bool _isDropped;

    /// <summary>In how many blocks everything is.</summary>
    public int BlockCount => _root.Trees.Values.Sum(static tree => tree.Length);

    /// <summary>Opens the documents that are stored; null if there are none, or if they aren't what was written.</summary>
    public static PackedDocuments? Open(BlockStore blocks, BlockCache cache) => blocks.Find(cache) is var (version, state, directory)
        ? new PackedDocuments(blocks, cache, version, state, directory)
        : null;

    public TResult Read<TResult>(Func<IReadModelView, TResult> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        while (true)
        {
            var root = _root;
            try
            {
                return read(root);
            }
            catch (StaleBlockException)
            {
                // Again, with what is the latest commit when the one under way has ended.
                lock (_writing)
                {
                    ObjectDisposedException.ThrowIf(_isDropped, typeof(IReadModelDocuments));
                    if (_root == root)
                    {
                        blocks.GiveUp();
                    }
                }
            }
        }
    }

    /// <summary>Stores where all blocks are, if that has changed, so that opening them is quick.</summary>
    public void Close()
    {
        lock (_writing)
        {
            if (_isChanged && !_isDropped)
            {
                blocks.WriteDirectory(new BlockDirectory(_root.Trees, _nextId, _freeIds), _root.Version);
            }

            _isDropped = true;
        }
    }

    /// <summary>Says that the blocks are being removed: what the cache doesn't have can't be read any more, and nothing written.</summary>
    public void MarkDropped() => _isDropped = true;

    public void Commit(ReadModelState state, IReadOnlyCollection<DocumentChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_isDropped, typeof(IReadModelDocuments));
            var before = _root;
            var version = before.Version + 1;
            var trees = new Dictionary<int, BlockReference[]>(before.Trees);
            List<(long Id, byte[] Data)> written = [];
            List<(BlockReference Block, byte[] Data)> added = [];
            List<BlockReference> replaced = [];
            List<long> freed = [];
            try
            {
                foreach (var tree in changes.GroupBy(static change => change.Tree))
                {
                    trees[tree.Key] = Change(before, tree.Key, version, [.. tree], written, added, replaced, freed);
                }
            }
            catch (StaleBlockException exception)
            {
                // Nobody else writes.
                blocks.GiveUp();
                throw new ObjectDisposedException(nameof(IReadModelDocuments), exception);
            }

            blocks.Write(version, state, written);
            foreach (var block in replaced)
            {
                cache.Remove(block);
            }

            foreach (var (block, data) in added)
            {
                cache.Add(block, data);
            }

            freed.ForEach(_freeIds.Push);
            _isChanged = true;
            _root = new PackedRoot(blocks, cache, version, state, trees);
        }
    }

    private BlockReference[] Change(
        PackedRoot before,
        int tree,
        long version,
        DocumentChange[] changes,
        List<(long Id, byte[] Data)> written,
        List<(BlockReference Block, byte[] Data)> added,
        List<BlockReference> replaced,
        List<long> freed)
    {
        Array.Sort(changes, static (left, right) => left.Key.Span.SequenceCompareTo(right.Key.Span));
        var old = before.Trees.GetValueOrDefault(tree, []);
        List<BlockReference> result = new(old.Length + 1);
        List<BlockEntry> carried = [];
        var at = 0;
        for (var i = 0; i < Math.Max(old.Length, 1); i++)
        {
            // A block covers what is before the next one's first key; the first one also what is before itself.
            var isLast = i + 1 >= old.Length;
            var end = at;
            while (end < changes.Length && (isLast || changes[end].Key.Span.SequenceCompareTo(old[i + 1].FirstKey) < 0))
            {
                end++;
            }

            var block = i < old.Length ? old[i] : null;
            if (end == at && carried.Count == 0)
            {
                if (block is not null)
                {
                    result.Add(block);
                }

                continue;
            }

            var entries = Merge(block is null ? default : before.Load(block), changes.AsSpan(at, end - at));
            at = end;
            if (block is not null)
            {
                replaced.Add(block);
            }

            if (carried.Count > 0)
            {
                entries.InsertRange(0, carried);
                carried = [];
            }

            if (block is not null && !isLast && entries.Count > 0 && entries.Sum(static entry => PackedBlock.SizeOf(entry)) < UnderfullSize)
            {
                carried = entries;
                entries = [];
            }

            Split(entries, block?.Id, isLast);
        }

        return [.. result];

        void Split(List<BlockEntry> entries, long? id, bool isLast)
        {
            if (entries.Count == 0)
            {
                if (id is { } empty)
                {
                    written.Add((empty, PackedBlock.Pack(version, tree, []).Data));
                    freed.Add(empty);
                }

                return;
            }

            var total = entries.Sum(static entry => PackedBlock.SizeOf(entry));
            var room = PackedBlock.Size - PackedBlock.HeaderSize;
            var most = total <= room || isLast ? room : FilledSize;
            for (var start = 0; start < entries.Count;)
            {
                var count = 0;
                for (var size = 0; start + count < entries.Count; count++)
                {
                    size += PackedBlock.SizeOf(entries[start + count]);
                    if (size > most && count > 0)
                    {
                        break;
                    }
                }

                var part = entries.GetRange(start, count);
                BlockReference reference = new(id ?? TakeId(), version, part[0].Key.ToArray());
                id = null;
                var data = PackedBlock.Pack(version, tree, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(part)).Data;
                written.Add((reference.Id, data));
                added.Add((reference, data));
                result.Add(reference);
                start += count;
            }
        }
    }

    private static List<BlockEntry> Merge(PackedBlock block, ReadOnlySpan<DocumentChange> changes)
    {
        var count = block.Data is null ? 0 : block.Count;
        List<BlockEntry> entries = new(count + changes.Length);
        var at = 0;
        foreach (ref readonly var change in changes)
        {
            for (; at < count && block[at].Key.Span.SequenceCompareTo(change.Key.Span) < 0; at++)
            {
                entries.Add(block[at]);
            }

            if (at < count && block[at].Key.Span.SequenceEqual(change.Key.Span))
            {
                at++;
            }

            if (change.Value is { } value)
            {
                entries.Add(new BlockEntry(change.Key, value));
            }
        }

        for (; at < count; at++)
        {
            entries.Add(block[at]);
        }

        return entries;
    }

    private long TakeId() => _freeIds.TryPop(out var id) ? id : _nextId++;
}
