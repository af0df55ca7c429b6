using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace EsGen.CompilerServices;

/// <summary>
/// Copies. Sets and dictionaries get the default comparer, as they have after a replay; if that would lose something, they get one that
/// loses nothing, and can't be stored.
/// </summary>
public static partial class EventField
{
    /// <summary>Notes that the copying of a type goes one level deeper into itself.</summary>
    /// <returns>Ends the level.</returns>
    /// <exception cref="ArgumentException">It is too deep, or endless.</exception>
    public static NestingScope Nest() => NestingScope.Begin();

    /// <summary>
    /// A copy that code of the user's makes; the value itself if that throws. Then it would do so at each reading, too, so that the writer
    /// refuses the value and knows its place.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="copy">Makes a copy.</param>
    public static T CopyOrKeep<T>(T value, Func<T, T> copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        try
        {
            return copy(value);
        }
        catch (Exception exception) when (!NestingScope.IsExceeded
            && exception is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            return value;
        }
    }

    /// <summary>A copy of bytes.</summary>
    /// <param name="value">The bytes.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static byte[]? CopyBytes(byte[]? value) => (byte[]?)value?.Clone();

    /// <summary>A copy of bytes.</summary>
    /// <param name="value">The bytes.</param>
    public static ReadOnlyMemory<byte> CopyMemory(ReadOnlyMemory<byte> value) => value.ToArray();

    /// <summary>A copy of a value that may be null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="copy">Copies it if it isn't null.</param>
    public static T? CopyNullable<T>(T? value, Func<T, T> copy)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(copy);
        return value is { } present ? copy(present) : null;
    }

    /// <summary>A copy of an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static T[]? CopyArray<T>(T[]? values, Func<T, T>? copy = null) =>
        values is null ? null : CopyElements(new ReadOnlySpan<T>(values), copy);

    /// <summary>A copy of a list.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static List<T>? CopyList<T>(List<T>? values, Func<T, T>? copy = null) =>
        values is null ? null : [.. CopyElements(CollectionsMarshal.AsSpan(values), copy)];

    /// <summary>A copy of a list that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static IReadOnlyList<T>? CopyReadOnlyList<T>(IReadOnlyList<T>? values, Func<T, T>? copy = null) =>
        values is null ? null : new ReadOnlyCollection<T>(CopyElements(values.ToArray(), copy));

    /// <summary>The array itself if nothing in it can change, else a copy; an empty one for one that was never initialized.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    public static ImmutableArray<T> CopyImmutableArray<T>(ImmutableArray<T> values, Func<T, T>? copy = null) =>
        values.IsDefaultOrEmpty
            ? []
            : copy is null
            ? values
            : ImmutableCollectionsMarshal.AsImmutableArray(CopyElements(values.AsSpan(), copy));

    /// <summary>A copy of a set.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static HashSet<T>? CopyHashSet<T>(HashSet<T>? values, Func<T, T>? copy = null) =>
        values is null ? null : CopyElements(values, copy);

    /// <summary>A copy of a set that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static IReadOnlySet<T>? CopyReadOnlySet<T>(IReadOnlySet<T>? values, Func<T, T>? copy = null) =>
        values is null ? null : new ReadOnlySet<T>(CopyElements(values, copy));

    /// <summary>The set itself if nothing in it can change and it has the default comparer, else a copy.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static FrozenSet<T>? CopyFrozenSet<T>(FrozenSet<T>? values, Func<T, T>? copy = null) => values is null ? null
        : copy is null && ReferenceEquals(values.Comparer, EqualityComparer<T>.Default) ? values
        : CopyElements(values, copy) is var copies ? copies.ToFrozenSet(copies.Comparer) : null;

    /// <summary>The set itself if nothing in it can change and it has the default comparer, else a copy.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="copy">Copies an element; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static ImmutableHashSet<T>? CopyImmutableHashSet<T>(ImmutableHashSet<T>? values, Func<T, T>? copy = null) =>
        values is null ? null
        : copy is null && ReferenceEquals(values.KeyComparer, EqualityComparer<T>.Default) ? values
        : CopyElements(values, copy) is var copies ? copies.ToImmutableHashSet(copies.Comparer) : null;

    /// <summary>A copy of a dictionary.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="copy">Copies a value; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static Dictionary<TKey, TValue>? CopyDictionary<TKey, TValue>(
        Dictionary<TKey, TValue>? values,
        Func<TValue, TValue>? copy = null)
        where TKey : notnull => values is null ? null : CopyPairs(values, copy);

    /// <summary>A copy of a dictionary that nobody can change.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="copy">Copies a value; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static IReadOnlyDictionary<TKey, TValue>? CopyReadOnlyDictionary<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue>? values,
        Func<TValue, TValue>? copy = null)
        where TKey : notnull => values is null ? null : new ReadOnlyDictionary<TKey, TValue>(CopyPairs(values, copy));

    /// <summary>The dictionary itself if nothing in it can change and it has the default comparer, else a copy.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="copy">Copies a value; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static FrozenDictionary<TKey, TValue>? CopyFrozenDictionary<TKey, TValue>(
        FrozenDictionary<TKey, TValue>? values,
        Func<TValue, TValue>? copy = null)
        where TKey : notnull => values is null ? null
        : copy is null && ReferenceEquals(values.Comparer, EqualityComparer<TKey>.Default) ? values
        : CopyPairs(values, copy) is var copies ? copies.ToFrozenDictionary(copies.Comparer) : null;

    /// <summary>The dictionary itself if nothing in it can change and it has the default comparer, else a copy.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="copy">Copies a value; null if nothing in it can change.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static ImmutableDictionary<TKey, TValue>? CopyImmutableDictionary<TKey, TValue>(
        ImmutableDictionary<TKey, TValue>? values,
        Func<TValue, TValue>? copy = null)
        where TKey : notnull => values is null ? null
        : copy is null
            && ReferenceEquals(values.KeyComparer, EqualityComparer<TKey>.Default)
            && ReferenceEquals(values.ValueComparer, EqualityComparer<TValue>.Default) ? values
        : CopyPairs(values, copy) is var copies ? copies.ToImmutableDictionary(copies.Comparer) : null;

    private static T[] CopyElements<T>(ReadOnlySpan<T> values, Func<T, T>? copy)
    {
        T[] copies = values.ToArray();
        if (copy is not null)
        {
            for (int i = 0; i < copies.Length; i++)
            {
                copies[i] = copy(copies[i]);
            }
        }

        return copies;
    }

    private static HashSet<T> CopyElements<T>(IReadOnlyCollection<T> values, Func<T, T>? copy)
    {
        IEnumerable<T> elements = copy is null ? values : values.Select(copy);
        HashSet<T> copies = [.. elements];
        return copies.Count == values.Count ? copies : new HashSet<T>(elements, TellApart<T>());
    }

    private static Dictionary<TKey, TValue> CopyPairs<TKey, TValue>(
        IReadOnlyCollection<KeyValuePair<TKey, TValue>> values, Func<TValue, TValue>? copy, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        Dictionary<TKey, TValue> copies = new(values.Count, comparer);
        foreach ((TKey key, TValue value) in values)
        {
            if (!copies.TryAdd(key, copy is null ? value : copy(value)))
            {
                return CopyPairs(values, copy, TellApart<TKey>());
            }
        }

        return copies;
    }

    /// <summary>Makes no two values one.</summary>
    private static EqualityComparer<T> TellApart<T>() =>
        EqualityComparer<T>.Create(static (_, _) => false, static value => value?.GetHashCode() ?? 0);
}
