using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace EsGen.CompilerServices;

/// <summary>Comparisons by what is stored.</summary>
public static partial class EventField
{
    /// <summary>Whether both have the same bytes, or are both null.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool EqualBytes(byte[]? left, byte[]? right) =>
        left is null || right is null ? left is null && right is null : left.AsSpan().SequenceEqual(right);

    /// <summary>Whether both have the same bytes.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool EqualMemory(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);

    /// <summary>Whether both values are equal, or both null.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="equal">Compares them if they aren't null.</param>
    public static bool EqualNullables<T>(T? left, T? right, Func<T, T, bool> equal)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(equal);
        return left is { } x && right is { } y ? equal(x, y) : left.HasValue == right.HasValue;
    }

    /// <summary>Whether both have equal elements in the same order, or are both null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="equal">Compares elements; null for <see cref="Same{T}"/>.</param>
    public static bool EqualLists<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right, Func<T, T, bool>? equal = null)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        equal ??= Same;
        for (int i = 0; i < left.Count; i++)
        {
            if (!equal(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether both have equal elements in the same order.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="equal">Compares elements; null for <see cref="Same{T}"/>.</param>
    public static bool EqualImmutableArrays<T>(ImmutableArray<T> left, ImmutableArray<T> right, Func<T, T, bool>? equal = null) =>
        EqualLists(CopyImmutableArray(left), CopyImmutableArray(right), equal);

    /// <summary>Whether both have equal elements, or are both null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="equal">Compares elements; null for <see cref="Same{T}"/>.</param>
    public static bool EqualSets<T>(IReadOnlySet<T>? left, IReadOnlySet<T>? right, Func<T, T, bool>? equal = null)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        equal ??= Same;
        if (HasDefaultComparer(left) && HasDefaultComparer(right))
        {
            object set = Unwrap(left);
            return right.All(value => TryGetValue<T>(set, value, out T? other) && equal(other, value));
        }

        // Each element only once: a comparer may tell apart what is one and the same here.
        HashSet<T> rest = [.. left];
        return right.All(value => rest.TryGetValue(value, out T? other) && equal(other, value) && rest.Remove(value));
    }

    /// <summary>Whether both have equal values under equal keys, or are both null.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="left">The one, with the default comparer.</param>
    /// <param name="right">The other.</param>
    /// <param name="equal">Compares values; null for <see cref="Same{T}"/>.</param>
    public static bool EqualDictionaries<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue>? left,
        IReadOnlyDictionary<TKey, TValue>? right,
        Func<TValue, TValue, bool>? equal = null)
        where TKey : notnull
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        equal ??= Same;
        return left.Count == right.Count
            && HasDistinctKeys(right)
            && right.All(pair => left.TryGetValue(pair.Key, out TValue? value) && equal(value, pair.Value));
    }

    /// <summary>A hash over bytes; 0 for null.</summary>
    /// <param name="value">The bytes.</param>
    public static int HashBytes(byte[]? value) => value is null ? 0 : HashMemory(value);

    /// <summary>A hash over bytes.</summary>
    /// <param name="value">The bytes.</param>
    public static int HashMemory(ReadOnlyMemory<byte> value)
    {
        HashCode hash = default;
        hash.AddBytes(value.Span);
        return hash.ToHashCode();
    }

    /// <summary>A hash of a value; 0 for null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="hash">Gives the hash if it isn't null.</param>
    public static int HashNullable<T>(T? value, Func<T, int> hash)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(hash);
        return value is { } present ? hash(present) : 0;
    }

    /// <summary>A hash over the elements; 0 for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    /// <param name="hash">Gives the hash of an element; null for its own.</param>
    public static int HashLists<T>(IReadOnlyList<T>? values, Func<T, int>? hash = null)
    {
        if (values is null)
        {
            return 0;
        }

        HashCode sum = default;
        for (int i = 0; i < values.Count; i++)
        {
            sum.Add(Hash(values[i], hash));
        }

        return sum.ToHashCode();
    }

    /// <summary>A hash over the elements.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    /// <param name="hash">Gives the hash of an element; null for its own.</param>
    public static int HashImmutableArrays<T>(ImmutableArray<T> values, Func<T, int>? hash = null) =>
        HashLists(CopyImmutableArray(values), hash);

    /// <summary>A hash over the elements, in whatever order; 0 for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The set.</param>
    /// <param name="hash">Gives the hash of an element; null for its own.</param>
    public static int HashSets<T>(IReadOnlySet<T>? values, Func<T, int>? hash = null) =>
        values?.Aggregate(0, (sum, value) => unchecked(sum + Hash(value, hash))) ?? 0;

    /// <summary>A hash over keys and values, in whatever order; 0 for null.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TValue">The type of the values.</typeparam>
    /// <param name="values">The dictionary.</param>
    /// <param name="hash">Gives the hash of a value; null for its own.</param>
    public static int HashDictionaries<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? values, Func<TValue, int>? hash = null) =>
        values?.Aggregate(0, (sum, pair) => unchecked(sum + HashCode.Combine(pair.Key, Hash(pair.Value, hash)))) ?? 0;

    /// <summary>Finds a value in one of the sets of which the comparer is known.</summary>
    private static bool TryGetValue<T>(object set, T value, [MaybeNullWhen(false)] out T found)
    {
        switch (set)
        {
            case HashSet<T> own:
                return own.TryGetValue(value, out found);
            case FrozenSet<T> frozen:
                return frozen.TryGetValue(value, out found);
            default:
                return ((ImmutableHashSet<T>)set).TryGetValue(value, out found);
        }
    }

    private static int Hash<T>(T value, Func<T, int>? hash) =>
        value is null ? 0 : hash is null ? FieldComparer<T>.Instance.GetHashCode(value) : hash(value);
}
