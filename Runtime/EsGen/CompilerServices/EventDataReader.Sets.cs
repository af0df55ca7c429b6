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
        ArgumentNullException.ThrowIfNull(read);
        BeginNested('[', "an array");
        HashSet<T> values = [];
        while (MoveNext(']'))
        {
            int start = _at;
            if (!values.Add(read(ref this)))
            {
                throw Malformed("each element of a set only once", start);
            }
        }

        return values;
    }

    /// <summary>Reads an array as a set that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public IReadOnlySet<T> ReadReadOnlySet<T>(FieldReader<T> read) => new ReadOnlySet<T>(ReadHashSet(read));

    /// <summary>Reads an array as a frozen set.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public FrozenSet<T> ReadFrozenSet<T>(FieldReader<T> read) => ReadHashSet(read).ToFrozenSet();

    /// <summary>Reads an array as an immutable set.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="read">Reads an element.</param>
    public ImmutableHashSet<T> ReadImmutableHashSet<T>(FieldReader<T> read) => [.. ReadHashSet(read)];

    /// <summary>Reads an object as a dictionary; a key that occurs twice is refused.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public Dictionary<TKey, TValue> ReadDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(readKey);
        ArgumentNullException.ThrowIfNull(readValue);
        BeginObject();
        Dictionary<TKey, TValue> values = [];
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

        return values;
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
        where TKey : notnull => ReadDictionary(readKey, readValue).ToFrozenDictionary();

    /// <summary>Reads an object as an immutable dictionary.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="readKey">Reads a key.</param>
    /// <param name="readValue">Reads a value.</param>
    public ImmutableDictionary<TKey, TValue> ReadImmutableDictionary<TKey, TValue>(FieldReader<TKey> readKey, FieldReader<TValue> readValue)
        where TKey : notnull => ReadDictionary(readKey, readValue).ToImmutableDictionary();
}
