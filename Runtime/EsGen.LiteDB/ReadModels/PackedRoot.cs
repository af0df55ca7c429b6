namespace EsGen.LiteDB;

/// <summary>What one commit left of a read model's documents.</summary>
/// <param name="blocks">Where the blocks are stored.</param>
/// <param name="cache">Keeps blocks.</param>
/// <param name="version">The number of the commit.</param>
/// <param name="state">How far the documents go.</param>
/// <param name="trees">The blocks of each tree, in the order of their keys.</param>
internal sealed class PackedRoot(
    BlockStore blocks,
    BlockCache cache,
    long version,
    ReadModelState state,
    IReadOnlyDictionary<int, BlockReference[]> trees)
    : IReadModelView
{
    public long Version => version;

    public ReadModelState State => state;

    public IReadOnlyDictionary<int, BlockReference[]> Trees => trees;

    public ReadOnlyMemory<byte>? Find(int tree, ReadOnlyMemory<byte> key)
    {
        var references = trees.GetValueOrDefault(tree, []);
        if (references.Length == 0)
        {
            return null;
        }

        var block = Load(references[FindBlock(references, key.Span)]);
        return block.Find(key.Span) is var place
            && place < block.Count
            && block[place] is var entry
            && entry.Key.Span.SequenceEqual(key.Span)
                ? entry.Value
                : default(ReadOnlyMemory<byte>?);
    }

    public IReadOnlyList<ReadOnlyMemory<byte>?> FindAll(int tree, IReadOnlyList<ReadOnlyMemory<byte>> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var references = trees.GetValueOrDefault(tree, []);
        if (references.Length > 0)
        {
            // All that is missing at once: one by one costs several times as much.
            BlockReference[] missing =
                [.. keys.Select(key => references[FindBlock(references, key.Span)]).Where(static block => block.Data is null).Distinct()];
            if (missing.Length > 1)
            {
                blocks.Load(missing, cache);
            }
        }

        return [.. keys.Select(key => Find(tree, key))];
    }

    public IReadOnlyList<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> GetRange(DocumentRange range)
    {
        var references = trees.GetValueOrDefault(range.Tree, []);
        List<KeyValuePair<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> found = [];
        if (references.Length == 0 || (range.To is { } end && end.Span.SequenceCompareTo(range.From.Span) <= 0))
        {
            return found;
        }

        var first = FindBlock(references, range.From.Span);
        var last = range.To is { } to ? FindBlock(references, to.Span) : references.Length - 1;
        for (var i = 0; i <= last - first && found.Count < range.Limit; i++)
        {
            var block = Load(references[range.Descending ? last - i : first + i]);
            var from = block.Find(range.From.Span);
            var behind = range.To is { } bound ? block.Find(bound.Span) : block.Count;
            for (var j = 0; j < behind - from && found.Count < range.Limit; j++)
            {
                var entry = block[range.Descending ? behind - 1 - j : from + j];
                found.Add(new(entry.Key, entry.Value));
            }
        }

        return found;
    }

    /// <summary>The bytes of a block of this root.</summary>
    /// <exception cref="StaleBlockException">A later commit has replaced it.</exception>
    public PackedBlock Load(BlockReference block)
    {
        block.WasRead = true;
        if (block.Data is not { } data)
        {
            data = blocks.Load([block], cache)[0];
        }

        return new PackedBlock(data);
    }

    private static int FindBlock(BlockReference[] references, ReadOnlySpan<byte> key)
    {
        var low = 0;
        var high = references.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (references[middle].FirstKey.AsSpan().SequenceCompareTo(key) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
