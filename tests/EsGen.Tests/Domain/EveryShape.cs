using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using EsGen.Tests.Domain.Shapes;

namespace EsGen.Tests.Domain;

/// <summary>
/// An aggregate whose events have fields of every shape: objects, hierarchies, tuples, sets, dictionaries and large numbers.
/// </summary>
[Aggregate]
public partial class EveryShape
{
    [Event] public partial EveryShape(Guid id);

    [Event("Numbered")] public partial void RecordNumbered(BigInteger big, Half half, Int128 int128, UInt128 uint128, Version version, ReadOnlyMemory<byte> memory, Half? maybe, ReadOnlyMemory<byte>? more);

    private partial void WhenNumbered(BigInteger big, Half half, Int128 int128, UInt128 uint128, Version version, ReadOnlyMemory<byte> memory, Half? maybe, ReadOnlyMemory<byte>? more) =>
        Last = new Numbered(big, half, int128, uint128, version, memory, maybe, more);

    [Event("Nested")] public partial void RecordNested(Money price, Line? line, Node root, Payment payment, (int X, string[] Names) tuple, (Money, Sku)? both, Sku? sku, Percentage? percentage, Rational? rational);

    private partial void WhenNested(Money price, Line? line, Node root, Payment payment, (int X, string[] Names) tuple, (Money, Sku)? both, Sku? sku, Percentage? percentage, Rational? rational) =>
        Last = new Nested(price, line, root, payment, tuple, both, sku, percentage, rational);

    [Event("Collected")]
    public partial void RecordCollected(
        HashSet<string> texts,
        IReadOnlySet<Sku> skus,
        FrozenSet<int> ints,
        ImmutableHashSet<Money>? prices,
        Dictionary<string, int[]> lists,
        IReadOnlyDictionary<Guid, Money?> money,
        FrozenDictionary<Colour, double> colours,
        ImmutableDictionary<long, Dictionary<Sku, Line>>? deep,
        List<List<string?>> jagged,
        ImmutableArray<Payment> payments,
        IReadOnlyList<Line[]> lines);

    private partial void WhenCollected(
        HashSet<string> texts,
        IReadOnlySet<Sku> skus,
        FrozenSet<int> ints,
        ImmutableHashSet<Money>? prices,
        Dictionary<string, int[]> lists,
        IReadOnlyDictionary<Guid, Money?> money,
        FrozenDictionary<Colour, double> colours,
        ImmutableDictionary<long, Dictionary<Sku, Line>>? deep,
        List<List<string?>> jagged,
        ImmutableArray<Payment> payments,
        IReadOnlyList<Line[]> lines) =>
        Last = new Collected(texts, skus, ints, prices, lists, money, colours, deep, jagged, payments, lines);

    [Event("Mingled")]
    public partial void RecordMingled(
        HashSet<Uri> uris,
        IReadOnlySet<decimal>? decimals,
        FrozenSet<DateTimeOffset> times,
        ImmutableHashSet<string> texts,
        HashSet<Link> links,
        (Shelf Shelf, Dictionary<string, int> Counts) pair,
        List<IReadOnlyDictionary<Sku, Shelf?>> lists,
        FrozenDictionary<string, Rational> rationals,
        ImmutableDictionary<Guid, ImmutableHashSet<string>> deep,
        Uri? uri);

    private partial void WhenMingled(
        HashSet<Uri> uris,
        IReadOnlySet<decimal>? decimals,
        FrozenSet<DateTimeOffset> times,
        ImmutableHashSet<string> texts,
        HashSet<Link> links,
        (Shelf Shelf, Dictionary<string, int> Counts) pair,
        List<IReadOnlyDictionary<Sku, Shelf?>> lists,
        FrozenDictionary<string, Rational> rationals,
        ImmutableDictionary<Guid, ImmutableHashSet<string>> deep,
        Uri? uri) =>
        Last = new Mingled(uris, decimals, times, texts, links, pair, lists, rationals, deep, uri);

    [Event] public sealed partial record Sorted(IReadOnlySet<string> Texts, Shelf Shelf, Uri? Uri);

    private partial void When(Sorted e) => Last = e;

    public Event? Last { get; private set; }

    public void Fill(Event e) => Raise(e);
}
