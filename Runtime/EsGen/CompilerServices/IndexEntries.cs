using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>The values under which a document stands in the indexes of its read model, as generated code gives them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IndexEntries
{
    private readonly KeyWriter _writer = new();
    private readonly List<IndexEntry> _entries = [];

    /// <summary>Begins an entry. It is ended by <see cref="End"/>.</summary>
    public KeyWriter Begin()
    {
        _writer.Clear();
        return _writer;
    }

    /// <summary>Ends an entry.</summary>
    /// <param name="index">The number of the index.</param>
    public void End(int index) => _entries.Add(new IndexEntry(index, _writer.ToKey()));

    internal void Clear() => _entries.Clear();

    /// <summary>The entries in their order, each once.</summary>
    internal IndexEntry[] GetSorted()
    {
        if (_entries.Count == 0)
        {
            return [];
        }

        _entries.Sort();
        int count = 1;
        for (int i = 1; i < _entries.Count; i++)
        {
            if (_entries[i].CompareTo(_entries[count - 1]) != 0)
            {
                _entries[count++] = _entries[i];
            }
        }

        return [.. _entries.Take(count)];
    }
}
