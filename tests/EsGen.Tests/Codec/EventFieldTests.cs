using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>Collections in records: nobody can change them afterwards, and they are equal element by element.</summary>
public class EventFieldTests
{
    private static readonly string[] s_strings = ["a"];

    [Fact]
    public void Copies_dont_follow_the_original()
    {
        List<int> list = [1, 2];
        int[] array = [1, 2];
        byte[] bytes = [1, 2];
        HashSet<int> set = [1, 2];
        Dictionary<string, int> dictionary = new() { ["a"] = 1 };
        List<int> listCopy = EventField.CopyList(list);
        int[] arrayCopy = EventField.CopyArray(array);
        byte[] bytesCopy = EventField.CopyBytes(bytes);
        ReadOnlyMemory<byte> memoryCopy = EventField.CopyMemory(bytes);
        IReadOnlyList<int> readOnlyCopy = EventField.CopyReadOnlyList(list);
        IReadOnlySet<int> setCopy = EventField.CopyReadOnlySet(set);
        HashSet<int> hashSetCopy = EventField.CopyHashSet(set);
        IReadOnlyDictionary<string, int> dictionaryCopy = EventField.CopyReadOnlyDictionary(dictionary);

        list[0] = 9;
        array[0] = 9;
        bytes[0] = 9;
        set.Add(9);
        dictionary["a"] = 9;

        Assert.Equal([1, 2], listCopy);
        Assert.Equal([1, 2], arrayCopy);
        Assert.Equal([1, 2], bytesCopy);
        Assert.Equal([1, 2], memoryCopy.ToArray());
        Assert.Equal([1, 2], readOnlyCopy);
        Assert.Equal([1, 2], setCopy);
        Assert.Equal([1, 2], hashSetCopy);
        Assert.Equal(1, dictionaryCopy["a"]);
        Assert.Throws<NotSupportedException>(() => ((IList<int>)readOnlyCopy)[0] = 3);
        Assert.Throws<NotSupportedException>(() => ((ISet<int>)setCopy).Add(3));
        Assert.Throws<NotSupportedException>(() => ((IDictionary<string, int>)dictionaryCopy).Clear());
    }

    [Fact]
    public void Elements_are_copied_by_what_copies_them()
    {
        byte[] inner = [1];
        List<byte[]> lists = EventField.CopyList([inner], static value => EventField.CopyBytes(value));
        Dictionary<int, byte[]> dictionary = EventField.CopyDictionary(new Dictionary<int, byte[]> { [1] = inner }, static value => EventField.CopyBytes(value));
        ImmutableArray<byte[]> immutable = EventField.CopyImmutableArray<byte[]>([inner], static value => EventField.CopyBytes(value));

        inner[0] = 9;

        Assert.Equal([1], lists[0]);
        Assert.Equal([1], dictionary[1]);
        Assert.Equal([1], immutable[0]);
    }

    [Fact]
    public void A_copy_has_the_comparer_that_it_has_after_a_replay()
    {
        Assert.DoesNotContain("a", EventField.CopyHashSet(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "A" }));
        Assert.False(EventField.CopyDictionary(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 }).ContainsKey("a"));
    }

    [Fact]
    public void What_nobody_can_change_is_copied_only_for_its_comparer()
    {
        StringComparer ignoresCase = StringComparer.OrdinalIgnoreCase;
        Assert.DoesNotContain("A", (IReadOnlySet<string>)EventField.CopyFrozenSet(s_strings.ToFrozenSet(ignoresCase)));
        Assert.DoesNotContain("A", (IReadOnlySet<string>)EventField.CopyImmutableHashSet(ImmutableHashSet.Create(ignoresCase, s_strings)));
        Assert.False(EventField.CopyFrozenDictionary(new Dictionary<string, int> { ["EUR"] = 1 }.ToFrozenDictionary(ignoresCase)).ContainsKey("eur"));
        Assert.False(EventField.CopyImmutableDictionary(ImmutableDictionary.Create<string, int>(ignoresCase).Add("EUR", 1)).ContainsKey("eur"));

        FrozenSet<string> set = s_strings.ToFrozenSet();
        ImmutableHashSet<string> immutableSet = [.. s_strings];
        FrozenDictionary<string, int> dictionary = new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary();
        ImmutableDictionary<string, int> immutableDictionary = ImmutableDictionary<string, int>.Empty.Add("a", 1);
        Assert.Same(set, EventField.CopyFrozenSet(set));
        Assert.Same(immutableSet, EventField.CopyImmutableHashSet(immutableSet));
        Assert.Same(dictionary, EventField.CopyFrozenDictionary(dictionary));
        Assert.Same(immutableDictionary, EventField.CopyImmutableDictionary(immutableDictionary));
    }

    [Fact]
    public void What_only_a_comparer_tells_apart_is_kept_apart()
    {
        Dictionary<string, int> values = new(ReferenceEqualityComparer.Instance) { [new string("a")] = 1, [new string("a")] = 2 };
        HashSet<decimal> set = new(EqualityComparer<decimal>.Create(static (x, y) => x.Scale == y.Scale && x == y, static value => value.Scale)) { 1m, 1.0m };
        Assert.All(
            (IReadOnlyDictionary<string, int>[])[EventField.CopyDictionary(values), EventField.CopyReadOnlyDictionary(values), EventField.CopyFrozenDictionary(values.ToFrozenDictionary(values.Comparer)), EventField.CopyImmutableDictionary(values.ToImmutableDictionary(values.Comparer))],
            static copy => Assert.Equal([1, 2], copy.Values.Order()));
        Assert.All(
            (IReadOnlySet<decimal>[])[EventField.CopyHashSet(set), EventField.CopyReadOnlySet(set), EventField.CopyFrozenSet(set.ToFrozenSet(set.Comparer)), EventField.CopyImmutableHashSet(set.ToImmutableHashSet(set.Comparer))],
            static copy => Assert.Equal(2, copy.Count));

        Assert.False(EventField.EqualSets<decimal>(new HashSet<decimal> { 1m, 2m }, EventField.CopyHashSet(set)));
        Assert.False(EventField.EqualDictionaries(new Dictionary<string, int> { ["a"] = 2, ["b"] = 3 }, new Dictionary<string, int>(ReferenceEqualityComparer.Instance) { [new string("a")] = 2, [new string("a")] = 2 }));
    }

    [Fact]
    public void Sets_are_compared_whatever_kind_they_are()
    {
        Assert.All(Kinds(["a", "b"]), static left => Assert.All(Kinds(["b", "a"]), right => Assert.True(EventField.EqualSets(left, right))));
        Assert.All(Kinds(["a", "b"]), static left => Assert.All(Kinds(["a", "B"]), right => Assert.False(EventField.EqualSets(left, right))));
        Assert.All(
            Kinds(["a", "b"]),
            static left => Assert.All(Kinds(["a", "b"]), right => Assert.False(EventField.EqualSets(left, right, static (x, y) => x == y && x != "b"))));

        static IReadOnlySet<string>[] Kinds(string[] values)
        {
            HashSet<string> ignoringCase = new(values, StringComparer.OrdinalIgnoreCase);
            return
            [
                values.ToHashSet(), values.ToFrozenSet(), values.ToImmutableHashSet(), EventField.CopyReadOnlySet(values.ToHashSet()),
                new ReadOnlySet<string>(new ReadOnlySet<string>(values.ToHashSet())), ignoringCase, ignoringCase.ToFrozenSet(ignoringCase.Comparer),
                new ReadOnlySet<string>(ignoringCase), new ReadOnlySet<string>(new SortedSet<string>(values, StringComparer.Ordinal)),
            ];
        }
    }

    [Fact]
    public void Elements_are_compared_by_what_is_stored_of_them()
    {
        Assert.False(EventField.EqualSets(new HashSet<Uri> { new("http://a/#x") }, new HashSet<Uri> { new("http://a/#y") }));
        Assert.False(EventField.EqualSets(new HashSet<DateTime> { DateTime.UnixEpoch }, new HashSet<DateTime> { DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Unspecified) }));
        Assert.False(EventField.EqualSets(new HashSet<string> { "ab" }, new HashSet<string> { "ac" }, static (x, y) => x == y));
        Assert.False(EventField.Same(new Uri("/a", UriKind.Relative), new Uri("/a", UriKind.Absolute)));
        Assert.True(EventField.Same(new Uri("file:///a"), new Uri("/a", UriKind.Absolute)));
    }

    [Fact]
    public void A_copy_of_a_covariant_array_has_the_declared_type() =>
        Assert.Equal(typeof(object[]), EventField.CopyArray((object[])s_strings).GetType());

    [Fact]
    public void Null_stays_null_and_default_becomes_empty()
    {
        Assert.Null(EventField.CopyList((List<int>?)null));
        Assert.Null(EventField.CopyArray((int[]?)null));
        Assert.Null(EventField.CopyBytes(null));
        Assert.Null(EventField.CopyReadOnlyList((IReadOnlyList<int>?)null));
        Assert.Null(EventField.CopyReadOnlySet((IReadOnlySet<int>?)null));
        Assert.Null(EventField.CopyReadOnlyDictionary((IReadOnlyDictionary<int, int>?)null));
        Assert.Null(EventField.CopyNullable((ImmutableArray<int>?)null, static value => EventField.CopyImmutableArray(value)));
        Assert.False(EventField.CopyImmutableArray(default(ImmutableArray<int>)).IsDefault);
        Assert.False(EventField.CopyNullable((ImmutableArray<int>?)default(ImmutableArray<int>), static value => EventField.CopyImmutableArray(value))!.Value.IsDefault);
    }

    [Fact]
    public void Equal_elements_make_equal_collections()
    {
        Assert.True(EventField.EqualLists<string?>(["a", null], ["a", null]));
        Assert.True(EventField.EqualLists<double>([double.NaN, 0d], [double.NaN, -0d]));
        Assert.True(EventField.EqualImmutableArrays<decimal>([1.0m], [1.00m]));
        Assert.True(EventField.EqualImmutableArrays(default(ImmutableArray<int>), []));
        Assert.True(EventField.EqualNullables((ImmutableArray<int>?)null, null, static (x, y) => EventField.EqualImmutableArrays(x, y)));
        Assert.True(EventField.EqualSets(new HashSet<int> { 1, 2 }, new HashSet<int> { 2, 1 }));
        Assert.True(EventField.EqualDictionaries(new Dictionary<int, byte[]> { [1] = [1], [2] = [] }, new Dictionary<int, byte[]> { [2] = [], [1] = [1] }));
        Assert.True(EventField.EqualMemory(new byte[] { 1 }, new byte[] { 1 }));

        Assert.Equal(EventField.HashLists<string?>(["a", null]), EventField.HashLists<string?>(["a", null]));
        Assert.Equal(EventField.HashLists<double>([0d]), EventField.HashLists<double>([-0d]));
        Assert.Equal(EventField.HashImmutableArrays<decimal>([1.0m]), EventField.HashImmutableArrays<decimal>([1.00m]));
        Assert.Equal(EventField.HashImmutableArrays(default(ImmutableArray<int>)), EventField.HashImmutableArrays(ImmutableArray<int>.Empty));
        Assert.Equal(EventField.HashSets(new HashSet<int> { 1, 2 }), EventField.HashSets(new HashSet<int> { 2, 1 }));
        Assert.Equal(
            EventField.HashDictionaries(new Dictionary<int, byte[]> { [1] = [1], [2] = [] }),
            EventField.HashDictionaries(new Dictionary<int, byte[]> { [2] = [], [1] = [1] }));
        Assert.Equal(EventField.HashBytes([1]), EventField.HashMemory(new byte[] { 1 }));
    }

    [Fact]
    public void Other_elements_order_or_count_make_other_collections()
    {
        Assert.False(EventField.EqualLists<int>([1, 2], [2, 1]));
        Assert.False(EventField.EqualLists<int>([1], [1, 1]));
        Assert.False(EventField.EqualImmutableArrays<int>([1], []));
        Assert.False(EventField.EqualSets(new HashSet<int> { 1, 2 }, new HashSet<int> { 1, 3 }));
        Assert.False(EventField.EqualDictionaries(new Dictionary<int, int> { [1] = 1 }, new Dictionary<int, int> { [2] = 1 }));
        Assert.False(EventField.EqualDictionaries(new Dictionary<int, int> { [1] = 1 }, new Dictionary<int, int> { [1] = 2 }));
        Assert.False(EventField.EqualDictionaries(new Dictionary<int, int> { [1] = 1 }, new Dictionary<int, int>()));
        Assert.NotEqual(EventField.HashLists<int>([1, 2]), EventField.HashLists<int>([2, 1]));
    }

    [Fact]
    public void Null_equals_null_alone()
    {
        Assert.True(EventField.EqualLists<int>(null, null));
        Assert.True(EventField.EqualBytes(null, null));
        Assert.True(EventField.EqualSets<int>(null, null));
        Assert.True(EventField.EqualDictionaries<int, int>(null, null));
        Assert.False(EventField.EqualLists<int>(null, []));
        Assert.False(EventField.EqualLists<int>([], null));
        Assert.False(EventField.EqualBytes([], null));
        Assert.False(EventField.EqualSets(null, new HashSet<int>()));
        Assert.False(EventField.EqualDictionaries(null, new Dictionary<int, int>()));
        Assert.False(EventField.EqualNullables((ImmutableArray<int>?)null, ImmutableArray<int>.Empty, static (x, y) => EventField.EqualImmutableArrays(x, y)));
        Assert.Equal(0, EventField.HashLists<int>(null));
        Assert.Equal(0, EventField.HashNullable((int?)null, static value => value));
    }
}
