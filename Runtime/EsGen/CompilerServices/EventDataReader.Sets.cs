using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace EsGen.CompilerServices;

/// <summary>Sets and dictionaries.</summary>
public ref partial struct EventDataReader
{
    /// <summary>Reads an array as a set; an element that occurs twice is refused.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public HashSet<T> ReadHashSet<T>(FieldReader<T> read)
    {
        StringComparer? comparer = BeginComparer();
        HashSet<T> values = new(AsComparer<IEqualityComparer<T>>(comparer));
        ReadInto(values, read);
        EndComparer(comparer);
        return values;
    }

    /// <summary>Reads an array as a sorted set, which only an entity's state has.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public SortedSet<T> ReadSortedSet<T>(FieldReader<T> read)
    {
        StringComparer? comparer = BeginComparer();
        SortedSet<T> values = new(AsComparer<IComparer<T>>(comparer));
        ReadInto(values, read);
        EndComparer(comparer);
        return values;
    }

    private void ReadInto<T>(ISet<T> values, FieldReader<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        BeginNested('[', "an array");
        while (MoveNext(']'))
        {
            int start = _at;
            if (!values.Add(read(ref this)))
            {
                throw Malformed("each element of a set only once", start);
            }
        }
    }

    /// <summary>Reads an array as a set that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public IReadOnlySet<T> ReadReadOnlySet<T>(FieldReader<T> read) => new ReadOnlySet<T>(ReadHashSet(read));

    /// <summary>Reads an array as a frozen set.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public FrozenSet<T> ReadFrozenSet<T>(FieldReader<T> read)
    {
        HashSet<T> values = ReadHashSet(read);
        return values.ToFrozenSet(values.Comparer);
    }

    /// <summary>Reads an array as an immutable set.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public ImmutableHashSet<T> ReadImmutableHashSet<T>(FieldReader<T> read)
    {
        HashSet<T> values = ReadHashSet(read);
        return values.ToImmutableHashSet(values.Comparer);
    }

    /// <summary>Reads an object as a dictionary; a key that occurs twice is refused.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public Dictionary<TKey, TValue> ReadDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull
    {
        StringComparer? comparer = BeginComparer();
        Dictionary<TKey, TValue> values = new(AsComparer<IEqualityComparer<TKey>>(comparer));
        ReadInto(values, readKey, readValue);
        EndComparer(comparer);
        return values;
    }

    /// <summary>Reads an object as a sorted dictionary, which only an entity's state has.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public SortedDictionary<TKey, TValue> ReadSortedDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull
    {
        StringComparer? comparer = BeginComparer();
        SortedDictionary<TKey, TValue> values = new(AsComparer<IComparer<TKey>>(comparer));
        ReadInto(values, readKey, readValue);
        EndComparer(comparer);
        return values;
    }

    private void ReadInto<TKey, TValue>(IDictionary<TKey, TValue> values, FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(readKey);
        ArgumentNullException.ThrowIfNull(readValue);
        BeginObject();
        while (MoveNext('}'))
        {
            if (!IsAt('"'))
            {
                throw Broken();
            }

            int start = _at;
            _isKey = true;
            TKey key = readKey(ref this);
            _isKey = false;
            SkipWhiteSpace();
            if (!TrySkip(':'))
            {
                throw Broken();
            }

            if (!values.TryAdd(key, readValue(ref this)))
            {
                throw Malformed("each key of a dictionary only once", start);
            }
        }
    }

    /// <summary>Reads an object as a dictionary that nobody can change.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public IReadOnlyDictionary<TKey, TValue> ReadReadOnlyDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull => new ReadOnlyDictionary<TKey, TValue>(ReadDictionary(readKey, readValue));

    /// <summary>Reads an object as a frozen dictionary.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public FrozenDictionary<TKey, TValue> ReadFrozenDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull
    {
        Dictionary<TKey, TValue> values = ReadDictionary(readKey, readValue);
        return values.ToFrozenDictionary(values.Comparer);
    }

    /// <summary>Reads an object as an immutable dictionary.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public ImmutableDictionary<TKey, TValue> ReadImmutableDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull
    {
        Dictionary<TKey, TValue> values = ReadDictionary(readKey, readValue);
        return values.ToImmutableDictionary(values.Comparer);
    }
}
