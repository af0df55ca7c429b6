using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using CsCheck;
using EsGen.Tests.Domain;
using EsGen.Tests.Domain.Shapes;

namespace EsGen.Tests.Properties;

/// <summary>Any value of the larger shapes that an event field can have.</summary>
internal static class EventShapes
{
    private static readonly Gen<Half> s_half = Gen.UShort.Select(BitConverter.UInt16BitsToHalf).Where(Half.IsFinite);
    private static readonly Gen<Int128> s_int128 = Gen.Select(Gen.ULong, Gen.ULong, (upper, lower) => new Int128(upper, lower));
    private static readonly Gen<UInt128> s_uint128 = Gen.Select(Gen.ULong, Gen.ULong, (upper, lower) => new UInt128(upper, lower));
    private static readonly Gen<BigInteger> s_big = Gen.Byte.Array[0, 100].Select(bytes => new BigInteger(bytes));
    private static readonly Gen<Version> s_version = Gen.OneOf(
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 9], (major, minor) => new Version(major, minor)),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], (major, minor, build) => new Version(major, minor, build)),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9], (major, minor, build, revision) => new Version(major, minor, build, revision)));

    private static readonly Gen<ReadOnlyMemory<byte>> s_memory = Gen.Byte.Array[0, 20].Select(bytes => new ReadOnlyMemory<byte>(bytes));
    private static readonly Gen<Money> s_money = Gen.Select(Gen.Decimal, EventFields.Text, (amount, currency) => new Money(amount, currency));
    private static readonly Gen<Sku> s_sku = EventFields.Text.Select(text => new Sku(text));
    private static readonly Gen<Line> s_line =
        from sku in s_sku
        from quantity in Gen.Int
        from price in s_money.Null()
        from notes in EventFields.Text.Array[0, 3]
        from link in Gen.OneOf("/a", "https://example.com/#x").Null()
        from weight in Gen.Byte
        select new Line(sku, quantity, price) { Notes = notes, Link = link is null ? null : new Uri(link, UriKind.RelativeOrAbsolute), Weight = weight };

    private static readonly Gen<Node> s_node = Gen.Recursive<Node>((depth, inner) => depth > 4
        ? EventFields.Text.Select(name => new Node(name, []))
        : Gen.Select(EventFields.Text, inner.Array[0, 2], inner.Null(), (name, children, next) => new Node(name, children) { Next = next }));

    private static readonly Gen<Payment> s_payment = Gen.OneOf<Payment>(
        Gen.Select(Gen.Decimal, EventFields.Text, (amount, number) => (Payment)new Card(amount, number)),
        Gen.Decimal.Select(amount => (Payment)new Cash(amount)),
        Gen.Select(Gen.Decimal, Gen.Int.Array[0, 3], (amount, parts) => (Payment)new Invoice(amount, parts)));

    private static readonly Gen<EveryShape.Event> s_numbered =
        from big in s_big
        from half in s_half
        from int128 in s_int128
        from uint128 in s_uint128
        from version in s_version
        from memory in s_memory
        from maybe in s_half.Nullable()
        from more in s_memory.Nullable()
        select (EveryShape.Event)new EveryShape.Numbered(big, half, int128, uint128, version, memory, maybe, more);

    private static readonly Gen<EveryShape.Event> s_nested =
        from price in s_money
        from line in s_line.Null()
        from root in s_node
        from payment in s_payment
        from tuple in Gen.Select(Gen.Int, EventFields.Text.Array[0, 3])
        from both in Gen.Select(s_money, s_sku).Nullable()
        from sku in s_sku.Nullable()
        from percentage in Gen.Int[0, 100].Select(value => new Percentage(value)).Null()
        from rational in Gen.Select(Gen.Int, Gen.Int, (numerator, denominator) => new Rational(numerator, denominator)).Null()
        select (EveryShape.Event)new EveryShape.Nested(price, line, root, payment, tuple, both, sku, percentage, rational);

    private static readonly Gen<EveryShape.Event> s_collected =
        from texts in EventFields.Text.HashSet[0, 5]
        from skus in s_sku.HashSet[0, 5]
        from ints in Gen.Int.HashSet[0, 5]
        from prices in s_money.HashSet[0, 5].Null()
        from lists in Gen.Dictionary(EventFields.Text, Gen.Int.Array[0, 3])[0, 4]
        from money in Gen.Dictionary(Gen.Guid, s_money.Null())[0, 4]
        from colours in Gen.Dictionary(Gen.OneOf(Colour.Red, Colour.Green, Colour.DeepBlue), Gen.Double.Where(double.IsFinite))[0, 2]
        from deep in Gen.Dictionary(Gen.Long, Gen.Dictionary(s_sku, s_line)[0, 2])[0, 3].Null()
        from jagged in EventFields.Text.Null().List[0, 3].List[0, 3]
        from payments in s_payment.Array[0, 3]
        from lines in s_line.Array[0, 2].Array[0, 2]
        select (EveryShape.Event)new EveryShape.Collected(
            texts, skus, ints.ToFrozenSet(), prices?.ToImmutableHashSet(), lists, money, colours.ToFrozenDictionary(), deep?.ToImmutableDictionary(), jagged, [.. payments], lines);

    /// <summary>In any order, and with gaps that later elements have filled.</summary>
    private static Gen<HashSet<T>> Mingle<T>(Gen<T> element) => Gen.Select(element.Array[0, 6], element.Array[0, 3], element.Array[0, 3], (first, removed, last) =>
    {
        HashSet<T> set = [.. first, .. removed];
        set.ExceptWith(removed);
        set.UnionWith(last);
        return set;
    });

    private static Gen<Dictionary<TKey, TValue>> Mingle<TKey, TValue>(Gen<TKey> key, Gen<TValue> value)
        where TKey : notnull => Gen.Select(Mingle(key), value.Array[9], static (keys, values) => keys.Zip(values.Concat(values)).ToDictionary(static pair => pair.First, static pair => pair.Second));

    private static readonly Gen<string> s_word = Gen.OneOf(Gen.OneOf("a", "A", "b", "aa", "é", "\"", ""), EventFields.Text);
    private static readonly Gen<Uri> s_uri = Gen.OneOf(
        Gen.OneOf("https://example.com/#a", "https://example.com/", "/foo", "foo", "//host/x").Select(static text => new Uri(text, UriKind.RelativeOrAbsolute)),
        Gen.OneOf("/foo", "/foo bar", "//host/x", "c:\\x", "HTTP://é.com").Select(static text => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri : new Uri("file://" + text)));

    private static readonly Gen<DateTimeOffset> s_time = Gen.Select(Gen.Long[0, 9], Gen.Int[0, 1], static (ticks, offset) => DateTimeOffset.UnixEpoch.AddTicks(ticks).ToOffset(TimeSpan.FromHours(offset)));
    private static readonly Gen<Link> s_link = Gen.Select(s_uri, s_word, static (uri, text) => new Link(uri, text));
    private static readonly Gen<Shelf> s_shelf = Gen.Select(Mingle(s_word), Mingle(Gen.Int, s_money), Mingle(s_sku), static (tags, prices, skus) => new Shelf(tags, prices) { Skus = skus });
    private static readonly Gen<Rational> s_rational = Gen.Select(Gen.Int, Gen.Int, static (numerator, denominator) => new Rational(numerator, denominator));

    private static readonly Gen<EveryShape.Event> s_mingled =
        from uris in Mingle(s_uri)
        from decimals in Mingle(Gen.OneOf(1m, 1.0m, 2m, -0.0m, 10m)).Null()
        from times in Mingle(s_time)
        from texts in Mingle(s_word)
        from links in Mingle(s_link)
        from pair in Gen.Select(s_shelf, Mingle(s_word, Gen.Int))
        from lists in Mingle(s_sku, s_shelf.Null()).List[0, 2]
        from rationals in Mingle(s_word, s_rational)
        from deep in Mingle(Gen.Guid, Mingle(s_word))
        from uri in s_uri.Null()
        select (EveryShape.Event)new EveryShape.Mingled(
            uris,
            decimals,
            times.ToFrozenSet(),
            [.. texts],
            links,
            pair,
            [.. lists],
            rationals.ToFrozenDictionary(),
            deep.ToImmutableDictionary(static pair => pair.Key, static pair => pair.Value.ToImmutableHashSet()),
            uri);

    private static readonly Gen<EveryShape.Event> s_sorted = Gen.Select(Mingle(s_word), s_shelf, s_uri.Null(), static (texts, shelf, uri) => (EveryShape.Event)new EveryShape.Sorted(texts, shelf, uri));

    public static readonly Gen<EveryShape.Event> AnyEvent = Gen.OneOf(s_numbered, s_nested, s_collected, s_mingled, s_sorted);
}
