using System.Collections.Immutable;
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
        List<int> listCopy = EventField.Copy(list);
        int[] arrayCopy = EventField.Copy(array);
        IReadOnlyList<int> readOnlyCopy = EventField.Copy((IReadOnlyList<int>)list);

        list[0] = 9;
        array[0] = 9;

        Assert.Equal([1, 2], listCopy);
        Assert.Equal([1, 2], arrayCopy);
        Assert.Equal([1, 2], readOnlyCopy);
        Assert.Throws<NotSupportedException>(() => ((IList<int>)readOnlyCopy)[0] = 3);
    }

    [Fact]
    public void A_copy_of_a_covariant_array_has_the_declared_type() =>
        Assert.Equal(typeof(object[]), EventField.Copy((object[])s_strings).GetType());

    [Fact]
    public void Null_stays_null_and_default_becomes_empty()
    {
        Assert.Null(EventField.Copy((List<int>?)null));
        Assert.Null(EventField.Copy((int[]?)null));
        Assert.Null(EventField.Copy((IReadOnlyList<int>?)null));
        Assert.Null(EventField.Copy((ImmutableArray<int>?)null));
        Assert.False(EventField.Copy(default(ImmutableArray<int>)).IsDefault);
        Assert.False(EventField.Copy((ImmutableArray<int>?)default(ImmutableArray<int>)).Value.IsDefault);
    }

    [Fact]
    public void Equal_elements_make_equal_collections()
    {
        Assert.True(EventField.Equal((List<string?>)["a", null], ["a", null]));
        Assert.True(EventField.Equal((double[])[double.NaN, 0d], [double.NaN, -0d]));
        Assert.True(EventField.Equal((IReadOnlyList<string>)["a"], (IReadOnlyList<string>)new List<string> { "a" }));
        Assert.True(EventField.Equal((ImmutableArray<decimal>)[1.0m], [1.00m]));
        Assert.True(EventField.Equal(default(ImmutableArray<int>), []));
        Assert.True(EventField.Equal((ImmutableArray<int>?)null, null));

        Assert.Equal(EventField.Hash((List<string?>)["a", null]), EventField.Hash((string?[])["a", null]));
        Assert.Equal(EventField.Hash((IReadOnlyList<double>)[0d]), EventField.Hash((double[])[-0d]));
        Assert.Equal(EventField.Hash((ImmutableArray<decimal>)[1.0m]), EventField.Hash((ImmutableArray<decimal>?)[1.00m]));
        Assert.Equal(EventField.Hash(default(ImmutableArray<int>)), EventField.Hash(ImmutableArray<int>.Empty));
    }

    [Fact]
    public void Other_elements_order_or_count_make_other_collections()
    {
        Assert.False(EventField.Equal((List<int>)[1, 2], [2, 1]));
        Assert.False(EventField.Equal((int[])[1], [1, 1]));
        Assert.False(EventField.Equal((IReadOnlyList<int>)[1], [2]));
        Assert.False(EventField.Equal((ImmutableArray<int>)[1], []));
        Assert.NotEqual(EventField.Hash((int[])[1, 2]), EventField.Hash((int[])[2, 1]));
    }

    [Fact]
    public void Null_equals_null_alone()
    {
        Assert.True(EventField.Equal((List<int>?)null, null));
        Assert.True(EventField.Equal((int[]?)null, null));
        Assert.True(EventField.Equal((IReadOnlyList<int>?)null, null));
        Assert.False(EventField.Equal((List<int>?)null, []));
        Assert.False(EventField.Equal((int[])[], null));
        Assert.False(EventField.Equal((IReadOnlyList<int>?)null, []));
        Assert.False(EventField.Equal((ImmutableArray<int>?)null, ImmutableArray<int>.Empty));
        Assert.Equal(0, EventField.Hash((List<int>?)null));
    }
}
