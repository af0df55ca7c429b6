using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using EsGen.Tests.Domain.Shapes;

namespace EsGen.Tests.Domain;

/// <summary>An aggregate with snapshots whose state has fields of every shape.</summary>
[Aggregate, Snapshot(Every = 1, Keep = 0)]
public partial class KeptShapes
{
    private BigInteger _numberedBig;
    private Half _numberedHalf;
    private Int128 _numberedInt128;
    private UInt128 _numberedUint128;
    private Version? _numberedVersion;
    private ReadOnlyMemory<byte> _numberedMemory;
    private Half? _numberedMaybe;
    private ReadOnlyMemory<byte>? _numberedMore;
    private Money? _nestedPrice;
    private Line? _nestedLine;
    private Node? _nestedRoot;
    private Payment? _nestedPayment;
    private (int X, string[] Names) _nestedTuple;
    private (Money, Sku)? _nestedBoth;
    private Sku? _nestedSku;
    private Percentage? _nestedPercentage;
    private Rational? _nestedRational;
    private HashSet<string>? _collectedTexts;
    private IReadOnlySet<Sku>? _collectedSkus;
    private FrozenSet<int>? _collectedInts;
    private ImmutableHashSet<Money>? _collectedPrices;
    private Dictionary<string, int[]>? _collectedLists;
    private IReadOnlyDictionary<Guid, Money?>? _collectedMoney;
    private FrozenDictionary<Colour, double>? _collectedColours;
    private ImmutableDictionary<long, Dictionary<Sku, Line>>? _collectedDeep;
    private List<List<string?>>? _collectedJagged;
    private ImmutableArray<Payment> _collectedPayments;
    private IReadOnlyList<Line[]>? _collectedLines;
    private HashSet<Uri>? _mingledUris;
    private IReadOnlySet<decimal>? _mingledDecimals;
    private FrozenSet<DateTimeOffset>? _mingledTimes;
    private ImmutableHashSet<string>? _mingledTexts;
    private HashSet<Link>? _mingledLinks;
    private (Shelf Shelf, Dictionary<string, int> Counts) _mingledPair;
    private List<IReadOnlyDictionary<Sku, Shelf?>>? _mingledLists;
    private FrozenDictionary<string, Rational>? _mingledRationals;
    private ImmutableDictionary<Guid, ImmutableHashSet<string>>? _mingledDeep;
    private Uri? _mingledUri;
    private IReadOnlySet<string>? _sortedTexts;
    private Shelf? _sortedShelf;
    private Uri? _sortedUri;
    private Sku _sortedSku;

    [Event] public partial KeptShapes(Guid id);

    [Event("NumberedKept")]
    public partial void KeepNumbered(
        BigInteger big, Half half, Int128 int128, UInt128 uint128, Version version, ReadOnlyMemory<byte> memory, Half? maybe,
        ReadOnlyMemory<byte>? more);

    private partial void WhenNumberedKept(
        BigInteger big, Half half, Int128 int128, UInt128 uint128, Version version, ReadOnlyMemory<byte> memory, Half? maybe,
        ReadOnlyMemory<byte>? more)
    {
        _numberedBig = big;
        _numberedHalf = half;
        _numberedInt128 = int128;
        _numberedUint128 = uint128;
        _numberedVersion = version;
        _numberedMemory = memory;
        _numberedMaybe = maybe;
        _numberedMore = more;
    }

    [Event("NestedKept")]
    public partial void KeepNested(
        Money price, Line? line, Node root, Payment payment, (int X, string[] Names) tuple, (Money, Sku)? both, Sku? sku,
        Percentage? percentage, Rational? rational);

    private partial void WhenNestedKept(
        Money price, Line? line, Node root, Payment payment, (int X, string[] Names) tuple, (Money, Sku)? both, Sku? sku,
        Percentage? percentage, Rational? rational)
    {
        _nestedPrice = price;
        _nestedLine = line;
        _nestedRoot = root;
        _nestedPayment = payment;
        _nestedTuple = tuple;
        _nestedBoth = both;
        _nestedSku = sku;
        _nestedPercentage = percentage;
        _nestedRational = rational;
    }

    [Event("CollectedKept")]
    public partial void KeepCollected(
        HashSet<string> texts, IReadOnlySet<Sku> skus, FrozenSet<int> ints, ImmutableHashSet<Money>? prices,
        Dictionary<string, int[]> lists, IReadOnlyDictionary<Guid, Money?> money, FrozenDictionary<Colour, double> colours,
        ImmutableDictionary<long, Dictionary<Sku, Line>>? deep, List<List<string?>> jagged, ImmutableArray<Payment> payments,
        IReadOnlyList<Line[]> lines);

    private partial void WhenCollectedKept(
        HashSet<string> texts, IReadOnlySet<Sku> skus, FrozenSet<int> ints, ImmutableHashSet<Money>? prices,
        Dictionary<string, int[]> lists, IReadOnlyDictionary<Guid, Money?> money, FrozenDictionary<Colour, double> colours,
        ImmutableDictionary<long, Dictionary<Sku, Line>>? deep, List<List<string?>> jagged, ImmutableArray<Payment> payments,
        IReadOnlyList<Line[]> lines)
    {
        _collectedTexts = texts;
        _collectedSkus = skus;
        _collectedInts = ints;
        _collectedPrices = prices;
        _collectedLists = lists;
        _collectedMoney = money;
        _collectedColours = colours;
        _collectedDeep = deep;
        _collectedJagged = jagged;
        _collectedPayments = payments;
        _collectedLines = lines;
    }

    [Event("MingledKept")]
    public partial void KeepMingled(
        HashSet<Uri> uris, IReadOnlySet<decimal>? decimals, FrozenSet<DateTimeOffset> times, ImmutableHashSet<string> texts,
        HashSet<Link> links, (Shelf Shelf, Dictionary<string, int> Counts) pair, List<IReadOnlyDictionary<Sku, Shelf?>> lists,
        FrozenDictionary<string, Rational> rationals, ImmutableDictionary<Guid, ImmutableHashSet<string>> deep, Uri? uri);

    private partial void WhenMingledKept(
        HashSet<Uri> uris, IReadOnlySet<decimal>? decimals, FrozenSet<DateTimeOffset> times, ImmutableHashSet<string> texts,
        HashSet<Link> links, (Shelf Shelf, Dictionary<string, int> Counts) pair, List<IReadOnlyDictionary<Sku, Shelf?>> lists,
        FrozenDictionary<string, Rational> rationals, ImmutableDictionary<Guid, ImmutableHashSet<string>> deep, Uri? uri)
    {
        _mingledUris = uris;
        _mingledDecimals = decimals;
        _mingledTimes = times;
        _mingledTexts = texts;
        _mingledLinks = links;
        _mingledPair = pair;
        _mingledLists = lists;
        _mingledRationals = rationals;
        _mingledDeep = deep;
        _mingledUri = uri;
    }

    [Event("SortedKept")] public partial void KeepSorted(IReadOnlySet<string> texts, Shelf shelf, Uri? uri);

    private partial void WhenSortedKept(IReadOnlySet<string> texts, Shelf shelf, Uri? uri)
    {
        _sortedTexts = texts;
        _sortedShelf = shelf;
        _sortedUri = uri;
        _sortedSku = new Sku(uri?.OriginalString ?? "none");
    }

    /// <summary>Keeps what is in an event of another entity.</summary>
    public void Keep(EveryShape.Event e)
    {
        switch (e)
        {
            case EveryShape.Numbered p:
                KeepNumbered(
                    p.Big, p.Half, p.Int128, p.Uint128, p.Version, p.Memory, p.Maybe, p.More);
                break;
            case EveryShape.Nested p:
                KeepNested(
                    p.Price, p.Line, p.Root, p.Payment, p.Tuple, p.Both, p.Sku, p.Percentage, p.Rational);
                break;
            case EveryShape.Collected p:
                KeepCollected(
                    p.Texts, p.Skus, p.Ints, p.Prices, p.Lists, p.Money, p.Colours, p.Deep, p.Jagged, p.Payments, p.Lines);
                break;
            case EveryShape.Mingled p:
                KeepMingled(
                    p.Uris, p.Decimals, p.Times, p.Texts, p.Links, p.Pair, p.Lists, p.Rationals, p.Deep, p.Uri);
                break;
            case EveryShape.Sorted p:
                KeepSorted(p.Texts, p.Shelf, p.Uri);
                break;
            default:
                throw new ArgumentException($"{e.GetType()} isn't known.", nameof(e));
        }
    }
}
