using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace EsGen.CompilerServices;

public sealed partial class EventDataWriter
{
    /// <summary>Writes a list as an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteList<T>(List<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        Hold(values, isShown: false);
        WriteElements(CollectionsMarshal.AsSpan(values), write);
    }

    /// <summary>Writes an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteArray<T>(T[] values, FieldWriter<T> write)
    {
        RefuseNull(values);
        Hold(values.Length == 0 ? null : values, isShown: false);
        WriteElements(values, write);
    }

    /// <summary>Writes an array; one that was never initialized is empty.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteImmutableArray<T>(ImmutableArray<T> values, FieldWriter<T> write)
    {
        if (values.IsDefault && _isToBeRestored)
        {
            WriteNull();
            return;
        }

        WriteElements(values.AsSpan(), write);
    }

    /// <summary>Writes a list as an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteReadOnlyList<T>(IReadOnlyList<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        HoldList(values);
        BeginNested('[');
        for (int index = 0; index < values.Count; index++)
        {
            write(this, values[index]);
        }

        EndNested(']');
    }

    /// <summary>Writes a set as an array, in the order of what is written of its elements.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteSet<T>(IReadOnlyCollection<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        if (!EventField.AreDistinct(values))
        {
            throw Merging();
        }

        bool hasComparer = HoldSet(values);
        BeginNested('[');
        Entry[] entries = new Entry[values.Count];
        int count = 0;
        foreach (T value in values)
        {
            Separate();
            int start = _length;
            write(this, value);
            entries[count++] = new Entry(start, _length, _length);
        }

        Order(entries);
        EndNested(']');
        EndComparer(hasComparer);
    }

    /// <summary>Writes a dictionary as an object, in the order of what is written of its keys.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="writeKey">Writes a key.</param>
    /// <param name="writeValue">Writes a value.</param>
    public void WriteDictionary<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> values,
        FieldWriter<TKey> writeKey,
        FieldWriter<TValue> writeValue)
        where TKey : notnull
    {
        RefuseNull(values);
        if (!EventField.HasDistinctKeys(values))
        {
            throw Merging();
        }

        WriteEntries(values, writeKey, writeValue, HoldDictionary(values));
    }

    private void WriteEntries<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> values,
        FieldWriter<TKey> writeKey,
        FieldWriter<TValue> writeValue,
        bool hasComparer)
        where TKey : notnull
    {
        BeginNested('{');
        int first = _length;
        ulong level = 1UL << (_depth - 1);
        _dictionaries |= level;
        Entry[] entries = new Entry[values.Count];
        int count = 0;
        foreach ((TKey key, TValue value) in values)
        {
            Separate();
            int start = _length;
            _isKey = true;
            writeKey(this, key);
            _isKey = false;
            int keyEnd = _length;
            Append(':');
            writeValue(this, value);
            entries[count++] = new Entry(start, keyEnd, _length);
        }

        Order(entries);
        _dictionaries &= ~level;
        RefuseComparerAsKey(first, hasComparer);
        EndNested('}');
        EndComparer(hasComparer);
    }

    private void WriteElements<T>(ReadOnlySpan<T> values, FieldWriter<T> write)
    {
        BeginNested('[');
        foreach (T value in values)
        {
            write(this, value);
        }

        EndNested(']');
    }

    /// <summary>Sorts what was written last, so that the bytes don't depend on how a collection came to be.</summary>
    private void Order(Entry[] entries)
    {
        // A state keeps the order that it has: who takes the first element gets the same again.
        bool isOrdered = true;
        for (int i = 1; i < entries.Length; i++)
        {
            isOrdered &= Compare(entries[i - 1], entries[i]) < 0;
        }

        if (isOrdered || _isToBeRestored)
        {
            return;
        }

        _isReadOtherwise = true;
        int first = entries[0].Start;
        Array.Sort(entries, Compare);
        byte[] unordered = ArrayPool<byte>.Shared.Rent(_length - first);
        _buffer.AsSpan(first, _length - first).CopyTo(unordered);
        int end = first;
        for (int i = 0; i < entries.Length; i++)
        {
            if (i > 0)
            {
                if (unordered.AsSpan(entries[i - 1].Start - first, entries[i - 1].KeyEnd - entries[i - 1].Start)
                    .SequenceEqual(unordered.AsSpan(entries[i].Start - first, entries[i].KeyEnd - entries[i].Start)))
                {
                    // The collection as such, whose begin is the last that is still in order.
                    _length = first - 1;
                    throw Refusal("has two elements or keys that are stored alike", "Make them differ in what is stored.");
                }

                _buffer[end++] = (byte)',';
            }

            ReadOnlySpan<byte> entry = unordered.AsSpan(entries[i].Start - first, entries[i].End - entries[i].Start);
            entry.CopyTo(_buffer.AsSpan(end));
            end += entry.Length;
        }

        ArrayPool<byte>.Shared.Return(unordered);
    }

    private ArgumentException Merging() =>
        Refusal("has elements or keys that only its comparer tells apart", "Make them differ without it.");

    private int Compare(Entry left, Entry right) =>
        _buffer.AsSpan(left.Start, left.KeyEnd - left.Start).SequenceCompareTo(_buffer.AsSpan(right.Start, right.KeyEnd - right.Start));

    /// <summary>Where an element or a member was written.</summary>
    private readonly record struct Entry(int Start, int KeyEnd, int End);
}
