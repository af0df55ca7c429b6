using EsGen.CompilerServices;

namespace EsGen;

/// <summary>
/// The documents that stand in the indexes which events are routed by: of those that a projection has in memory, as they are now, of all
/// others as they are stored.
/// </summary>
/// <param name="description">The read model.</param>
internal sealed class RoutedDocuments(ReadModelDescription description)
{
    private readonly Dictionary<byte[], IndexEntry[]> _entries = new(KeyComparer.Instance);
    private readonly Dictionary<int, Dictionary<byte[], HashSet<byte[]>>> _keys =
        description.RoutingIndexes.ToDictionary(
            static index => index,
            static _ => new Dictionary<byte[], HashSet<byte[]>>(KeyComparer.Instance));

    /// <summary>Says where a document in memory stands now.</summary>
    public void Set(byte[] key, IndexEntry[] entries)
    {
        if (_entries.TryGetValue(key, out IndexEntry[]? before))
        {
            foreach (IndexEntry entry in before)
            {
                if (_keys.TryGetValue(entry.Index, out Dictionary<byte[], HashSet<byte[]>>? index))
                {
                    index[entry.Values].Remove(key);
                }
            }
        }

        _entries[key] = entries;
        foreach (IndexEntry entry in entries)
        {
            if (_keys.TryGetValue(entry.Index, out Dictionary<byte[], HashSet<byte[]>>? index))
            {
                if (!index.TryGetValue(entry.Values, out HashSet<byte[]>? keys))
                {
                    index.Add(entry.Values, keys = new HashSet<byte[]>(KeyComparer.Instance));
                }

                keys.Add(key);
            }
        }
    }

    /// <summary>The keys of the documents that stand under a value.</summary>
    /// <param name="index">The number of the index.</param>
    /// <param name="value">The value.</param>
    /// <param name="documents">What is stored.</param>
    public IReadOnlyList<byte[]> Find(int index, byte[] value, IReadModelDocuments documents)
    {
        List<byte[]> found = _keys[index].TryGetValue(value, out HashSet<byte[]>? keys) ? [.. keys] : [];
        DocumentRange range =
            new(index + 1) { From = value, To = KeyWriter.GetEnd(value) is { } end ? end : default(ReadOnlyMemory<byte>?) };
        foreach ((ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> stored) in documents.Read(view => view.GetRange(range)))
        {
            byte[] key = (stored.IsEmpty ? entry[^description.KeySize..] : stored).ToArray();
            if (!_entries.ContainsKey(key))
            {
                found.Add(key);
            }
        }

        return found;
    }

    public void Clear()
    {
        _entries.Clear();
        foreach (Dictionary<byte[], HashSet<byte[]>> index in _keys.Values)
        {
            index.Clear();
        }
    }
}
