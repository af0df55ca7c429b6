using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>A part of an index, as generated code asks for it.</summary>
/// <typeparam name="T">The model's class.</typeparam>
/// <param name="index">The number of the index.</param>
/// <param name="descending">Whether to begin at the end.</param>
/// <param name="limit">How many documents at most.</param>
/// <param name="after">The last document of the page before; null for the first page.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IndexQuery<T>(int index, bool descending, int limit, T? after)
    where T : class, IReadModel<T>
{
    private readonly KeyWriter _writer = new();
    private int _equal;
    private byte[]? _from;
    private byte[]? _to;

    /// <summary>Takes the values that documents must have, one behind the other.</summary>
    public KeyWriter Equal => _writer;

    /// <summary>Takes the least value that the last member may have. It is ended by <see cref="EndFrom"/>.</summary>
    public KeyWriter BeginFrom() => BeginBound();

    /// <summary>Ends the least value.</summary>
    public void EndFrom() => _from = EndBound();

    /// <summary>Takes the first value that the last member must not have any more. It is ended by <see cref="EndTo"/>.</summary>
    public KeyWriter BeginTo() => BeginBound();

    /// <summary>Ends the first value behind.</summary>
    public void EndTo() => _to = EndBound();

    internal DocumentRange GetRange(int maxLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, maxLimit);
        byte[] equal = _writer.ToKey();
        byte[] from = _from ?? equal;
        byte[]? to = _to ?? KeyWriter.GetEnd(equal);
        if (after is not null)
        {
            byte[] last = GetEntry(after, equal, from, to);
            if (descending)
            {
                to = to is null || last.AsSpan().SequenceCompareTo(to) < 0 ? last : to;
            }
            else if (last.AsSpan().SequenceCompareTo(from) >= 0)
            {
                from = [.. last, 0];
            }
        }

        return new DocumentRange(index + 1)
        {
            From = from,
            To = to is null ? default(ReadOnlyMemory<byte>?) : to,
            Limit = limit,
            Descending = descending,
        };
    }

    /// <summary>Where a document stands in the index, by what it had when it was read.</summary>
    private byte[] GetEntry(T document, byte[] equal, byte[] from, byte[]? to)
    {
        IndexEntries entries = new();
        T.Index(document, entries);
        byte[]? found = null;
        foreach (IndexEntry entry in entries.GetSorted())
        {
            if (entry.Index == index)
            {
                found ??= entry.Values;
                if (entry.Values.AsSpan().StartsWith(equal) && entry.Values.AsSpan().SequenceCompareTo(from) >= 0
                    && (to is null || entry.Values.AsSpan().SequenceCompareTo(to) < 0))
                {
                    found = entry.Values;
                    break;
                }
            }
        }

        KeyWriter key = new();
        key.WriteRaw(found ?? equal);
        T.WriteKey(document, key);
        return key.ToKey();
    }

    private KeyWriter BeginBound()
    {
        _equal = _writer.Length;
        return _writer;
    }

    private byte[] EndBound()
    {
        byte[] bound = _writer.ToKey();
        _writer.Truncate(_equal);
        return bound;
    }
}
