using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EsGen.CompilerServices;

/// <summary>
/// What is written of a state and not of an event, so that a copy goes on like the original: the order and the comparers of collections.
/// What a copy would lose is refused: a collection that two members hold, or one that shows another.
/// </summary>
public sealed partial class EventDataWriter
{
    // Whether this is a state that is to be restored, and no event.
    private bool _isToBeRestored;

    // The collections that were written so far, and whether somebody may change each through what is written; null where there are none.
    private Dictionary<object, bool>? _held;

    // In how many objects of types of the user's this is: those are values, even if they are shared.
    private int _objects;

    internal static ReadOnlySpan<byte> ComparerStart => "{\"$comparer\":\""u8;

    internal static ReadOnlySpan<byte> ComparerEnd => "\",\"$values\":"u8;

    /// <summary>Starts a state that is to be restored.</summary>
    /// <param name="what">What to call it in messages.</param>
    internal static EventDataWriter BeginState(string what)
    {
        EventDataWriter writer = Begin(what, Array.MaxLength);
        writer._isToBeRestored = true;
        return writer;
    }

    /// <summary>Writes a member that has not been set yet as null: its own members are null then, whatever they are declared as.</summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Whether it was written; false if it has been set.</returns>
    public bool WriteUnset<T>(T value)
        where T : struct
    {
        if (MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref value), Unsafe.SizeOf<T>()).ContainsAnyExcept((byte)0))
        {
            return false;
        }

        WriteNull();
        return true;
    }

    /// <summary>Writes a sorted set, which only an entity's state has, as an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteSortedSet<T>(SortedSet<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        Hold(values, isShown: false);
        bool hasComparer = BeginComparer(values.Comparer, Comparer<T>.Default);
        WriteAll(values, write);
        EndComparer(hasComparer);
    }

    /// <summary>Writes a sorted dictionary, which only an entity's state has, as an object.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="writeKey">Writes a key.</param>
    /// <param name="writeValue">Writes a value.</param>
    public void WriteSortedDictionary<TKey, TValue>(
        SortedDictionary<TKey, TValue> values,
        FieldWriter<TKey> writeKey,
        FieldWriter<TValue> writeValue)
        where TKey : notnull
    {
        RefuseNull(values);
        Hold(values, isShown: false);
        WriteEntries(values, writeKey, writeValue, BeginComparer(values.Comparer, Comparer<TKey>.Default));
    }

    /// <summary>Writes a queue, which only an entity's state has, as an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The queue.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteQueue<T>(Queue<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        Hold(values, isShown: false);
        WriteAll(values, write);
    }

    /// <summary>Writes a stack, which only an entity's state has, as an array that begins with what is on top.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The stack.</param>
    /// <param name="write">Writes an element.</param>
    public void WriteStack<T>(Stack<T> values, FieldWriter<T> write)
    {
        RefuseNull(values);
        Hold(values, isShown: false);
        WriteAll(values, write);
    }

    private void WriteAll<T>(IEnumerable<T> values, FieldWriter<T> write)
    {
        BeginNested('[');
        foreach (T value in values)
        {
            write(this, value);
        }

        EndNested(']');
    }

    /// <summary>
    /// Takes note of a collection. Restored, two members that hold it would hold one each, and a change of one would not reach its twin.
    /// </summary>
    /// <param name="collection">The collection; null for one that can't change.</param>
    /// <param name="isShown">Whether it is only seen through what is written, and can't be changed through that.</param>
    private void Hold(object? collection, bool isShown)
    {
        if (!_isToBeRestored || collection is null || _objects > 0 || _isReadBack)
        {
            return;
        }

        _held ??= new Dictionary<object, bool>(ReferenceEqualityComparer.Instance);
        if (!_held.TryGetValue(collection, out bool mayChange))
        {
            _held.Add(collection, !isShown);
        }
        else if (mayChange || !isShown)
        {
            throw Refusal(
                "is a collection that another member of the state holds, too",
                "Give each its own, or compute one of them from the other.");
        }
    }

    private void HoldList<T>(IReadOnlyList<T> values)
    {
        if (!_isToBeRestored)
        {
            return;
        }

        switch (values)
        {
            case T[] array:
                Hold(array.Length == 0 ? null : array, isShown: true);
                break;
            case List<T>:
                Hold(values, isShown: true);
                break;
            case ReadOnlyCollection<T> shown when Shown<T>.Of(shown) is T[] or List<T> or ImmutableArray<T> or ImmutableList<T>:
                Hold(Shown<T>.Of(shown) is List<T> list ? list : null, isShown: true);
                break;
            case ImmutableArray<T> or ImmutableList<T>:
            case var literal when literal.GetType().Name.StartsWith("<>z__", StringComparison.Ordinal): // A collection expression's.
                break;
            default:
                throw UnknownCollection(values);
        }
    }

    private bool HoldSet<T>(IReadOnlyCollection<T> values)
    {
        if (!_isToBeRestored)
        {
            return false;
        }

        object set = values is ReadOnlySet<T> shown ? Shown<T>.Of(shown) : values;
        object comparer;
        switch (set)
        {
            case HashSet<T> own:
                Hold(set, isShown: set != values);
                comparer = own.Comparer;
                break;
            case FrozenSet<T> frozen:
                comparer = frozen.Comparer;
                break;
            case ImmutableHashSet<T> immutable:
                comparer = immutable.KeyComparer;
                break;
            default:
                throw UnknownCollection(set);
        }

        return BeginComparer(comparer, EqualityComparer<T>.Default);
    }

    private bool HoldDictionary<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values)
        where TKey : notnull
    {
        if (!_isToBeRestored)
        {
            return false;
        }

        object dictionary = values is ReadOnlyDictionary<TKey, TValue> shown ? ShownDictionary<TKey, TValue>.Of(shown) : values;
        object comparer;
        switch (dictionary)
        {
            case Dictionary<TKey, TValue> own:
                Hold(dictionary, isShown: dictionary != values);
                comparer = own.Comparer;
                break;
            case FrozenDictionary<TKey, TValue> frozen:
                comparer = frozen.Comparer;
                break;
            case ImmutableDictionary<TKey, TValue> immutable when immutable.ValueComparer.Equals(EqualityComparer<TValue>.Default):
                comparer = immutable.KeyComparer;
                break;
            default:
                throw UnknownCollection(dictionary);
        }

        return BeginComparer(comparer, EqualityComparer<TKey>.Default);
    }

    private ArgumentException UnknownCollection(object collection) => Refusal(
        $"is a {collection.GetType()}, of which can't be known that a copy would be the same",
        "Use one of the platform's usual collections.");

    /// <summary>Begins a collection that compares otherwise than its type does, by the name of its comparer.</summary>
    private bool BeginComparer(object comparer, object usual)
    {
        // Texts are equal to their own comparer as they are to the ordinal one; they are not sorted so.
        if (!_isToBeRestored || comparer.Equals(usual) || (comparer.Equals(StringComparer.Ordinal) && usual is IEqualityComparer<string>))
        {
            return false;
        }

        string name = KnownComparers.FindName(comparer)
            ?? throw Refusal(
                $"compares with a {comparer.GetType()}, which can't be stored",
                "Use one of StringComparer's that don't depend on the culture, or the type's own comparison.");
        BeginNested('{');
        Name("$comparer");
        WriteText(name);
        Name("$values");
        return true;
    }

    private void EndComparer(bool hasComparer)
    {
        if (hasComparer)
        {
            EndNested('}');
        }
    }

    /// <summary>
    /// Refuses a dictionary that would be read as one with a comparer, because its first key is the name that such a one has.
    /// </summary>
    /// <param name="first">Where its content begins.</param>
    /// <param name="hasComparer">Whether its own comparer is written, too.</param>
    private void RefuseComparerAsKey(int first, bool hasComparer)
    {
        if (_isToBeRestored && !hasComparer && _buffer.AsSpan(first - 1, _length - first + 1).StartsWith(ComparerStart))
        {
            throw Refusal("has the key '$comparer' first, which can't be told from a comparer", "Name it otherwise.");
        }
    }
}
