using System.ComponentModel;

namespace EsGen.CompilerServices;

/// <summary>
/// What generated records and setters do with collections: copy them, so that no caller can change history, and compare them element by
/// element. An immutable array that was never initialized is an empty one.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class EventField
{
    /// <summary>The elements of a collection as text; nothing for null.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The collection.</param>
    public static string Print<T>(IEnumerable<T>? values) => values is null ? "" : $"[{string.Join(", ", values)}]";

    /// <summary>
    /// Whether two values are the same to the history. Some types call values equal that are stored and shown differently.
    /// </summary>
    /// <typeparam name="T">The type of the values, which is no collection.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool Same<T>(T left, T right) => FieldComparer<T>.Instance.Equals(left, right);
}
