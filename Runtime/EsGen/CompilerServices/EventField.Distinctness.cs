using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace EsGen.CompilerServices;

/// <summary>Whether sets and dictionaries lose nothing when they get the default comparer, as they do when they are read.</summary>
public static partial class EventField
{
    internal static bool AreDistinct<T>(IReadOnlyCollection<T> values) => HasDefaultComparer(values) || AllDiffer(values);

    internal static bool HasDistinctKeys<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values)
        where TKey : notnull => HasDefaultComparer(values) || AllDiffer(values.Keys);

    private static bool HasDefaultComparer<T>(IReadOnlyCollection<T> values) => ReferenceEquals(
        Unwrap(values) switch
        {
            HashSet<T> set => set.Comparer,
            FrozenSet<T> set => set.Comparer,
            ImmutableHashSet<T> set => set.KeyComparer,
            _ => null,
        },
        EqualityComparer<T>.Default);

    private static bool HasDefaultComparer<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values)
        where TKey : notnull => ReferenceEquals(
        (values is ReadOnlyDictionary<TKey, TValue> view ? ShownDictionary<TKey, TValue>.Of(view) : (object)values) switch
        {
            Dictionary<TKey, TValue> dictionary => dictionary.Comparer,
            FrozenDictionary<TKey, TValue> dictionary => dictionary.Comparer,
            ImmutableDictionary<TKey, TValue> dictionary => dictionary.KeyComparer,
            _ => null,
        },
        EqualityComparer<TKey>.Default);

    /// <summary>The set itself: a copy that nobody can change is a view, and compares as what it shows.</summary>
    private static object Unwrap<T>(IReadOnlyCollection<T> values) => values is ReadOnlySet<T> view ? Shown<T>.Of(view) : values;

    private static bool AllDiffer<T>(IEnumerable<T> values)
    {
        HashSet<T> seen = [];
        return values.All(seen.Add);
    }
}
