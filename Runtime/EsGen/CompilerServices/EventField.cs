using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace EsGen.CompilerServices;

/// <summary>
/// What generated records and setters do with collections: copy them, so that no caller can change history, and compare them element by
/// element. An immutable array that was never initialized is an empty one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventField
{
    /// <summary>A copy of a list.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static List<T>? Copy<T>(List<T>? values) => values is null ? null : [.. CopyElements<T>(CollectionsMarshal.AsSpan(values))];

    /// <summary>A copy of an array.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static T[]? Copy<T>(T[]? values) => values is null ? null : CopyElements(new ReadOnlySpan<T>(values));

    /// <summary>A copy of a list that nobody can change.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static IReadOnlyList<T>? Copy<T>(IReadOnlyList<T>? values) => values is null ? null : new ReadOnlyCollection<T>(CopyElements<T>(values.ToArray()));

    /// <summary>The array itself if nothing in it can change, else a copy; an empty one for one that was never initialized.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    public static ImmutableArray<T> Copy<T>(ImmutableArray<T> values) =>
        values.IsDefaultOrEmpty ? [] : typeof(T) == typeof(byte[]) ? ImmutableCollectionsMarshal.AsImmutableArray(CopyElements(values.AsSpan())) : values;

    /// <summary>The array itself, which can't change, or an empty one.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static ImmutableArray<T>? Copy<T>(ImmutableArray<T>? values) => values is { } present ? Copy(present) : null;

    /// <summary>Whether both have equal elements in the same order, or are both null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Equal<T>(List<T>? left, List<T>? right) =>
        left is null || right is null
            ? left is null && right is null
            : Equal<T>(CollectionsMarshal.AsSpan(left), CollectionsMarshal.AsSpan(right));

    /// <summary>Whether both have equal elements in the same order, or are both null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Equal<T>(T[]? left, T[]? right) =>
        left is null || right is null ? left is null && right is null : Equal(new ReadOnlySpan<T>(left), new ReadOnlySpan<T>(right));

    /// <summary>Whether both have equal elements in the same order, or are both null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Equal<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right) =>
        left is null || right is null ? left is null && right is null : left.Count == right.Count && left.SequenceEqual(right, FieldComparer<T>.Instance);

    /// <summary>Whether both have equal elements in the same order.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Equal<T>(ImmutableArray<T> left, ImmutableArray<T> right) => Equal(left.AsSpan(), right.AsSpan());

    /// <summary>Whether both have equal elements in the same order, or are both null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Equal<T>(ImmutableArray<T>? left, ImmutableArray<T>? right) =>
        left.HasValue == right.HasValue && Equal(left.GetValueOrDefault(), right.GetValueOrDefault());

    /// <summary>A hash over the elements; 0 for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    public static int Hash<T>(List<T>? values) => values is null ? 0 : Hash<T>(CollectionsMarshal.AsSpan(values));

    /// <summary>A hash over the elements; 0 for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    public static int Hash<T>(T[]? values) => values is null ? 0 : Hash(new ReadOnlySpan<T>(values));

    /// <summary>A hash over the elements; 0 for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The list.</param>
    public static int Hash<T>(IReadOnlyList<T>? values) => values is null ? 0 : Hash(values.ToArray());

    /// <summary>A hash over the elements.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    public static int Hash<T>(ImmutableArray<T> values) => Hash(values.AsSpan());

    /// <summary>A hash over the elements; 0 for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The array.</param>
    public static int Hash<T>(ImmutableArray<T>? values) => values is { } present ? Hash(present) : 0;

    private static bool Equal<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right) => left.SequenceEqual(right, FieldComparer<T>.Instance);

    private static int Hash<T>(ReadOnlySpan<T> values)
    {
        HashCode hash = default;
        foreach (T value in values)
        {
            hash.Add(value, FieldComparer<T>.Instance);
        }

        return hash.ToHashCode();
    }

    // Of what an element can be, only byte[] can be changed and is compared by reference.
    private static T[] CopyElements<T>(ReadOnlySpan<T> values)
    {
        T[] copy = values.ToArray();
        if (copy is byte[]?[] arrays)
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                arrays[i] = (byte[]?)arrays[i]?.Clone();
            }
        }

        return copy;
    }

    /// <summary>The elements of a collection as text; nothing for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The collection.</param>
    public static string Print<T>(IEnumerable<T>? values) => values is null ? "" : $"[{string.Join(", ", values)}]";

    /// <summary>Whether two values are the same to the history. Some types call values equal that are stored and shown differently.</summary>
    /// <typeparam name="T">The type of the values, which is no collection.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Same<T>(T left, T right) => FieldComparer<T>.Instance.Equals(left, right);
}
