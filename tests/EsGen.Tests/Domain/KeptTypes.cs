#pragma warning disable CA1720 // Each field is named after its type.
using System.Collections.Immutable;

namespace EsGen.Tests.Domain;

/// <summary>An aggregate with snapshots whose state has fields of every type that can be stored, and collections that grow.</summary>
[Aggregate, Snapshot(Every = 1, Keep = 0)]
public partial class KeptTypes
{
    private string? _plainText;
    private bool _plainFlag;
    private byte _plainByte;
    private sbyte _plainSbyte;
    private short _plainShort;
    private ushort _plainUshort;
    private int _plainInt;
    private uint _plainUint;
    private long _plainLong;
    private ulong _plainUlong;
    private float _plainFloat;
    private double _plainDouble;
    private decimal _plainDecimal;
    private char _plainChar;
    private Guid _plainGuid;
    private DateTime _plainDateTime;
    private DateTimeOffset _plainDateTimeOffset;
    private DateOnly _plainDateOnly;
    private TimeOnly _plainTimeOnly;
    private TimeSpan _plainTimeSpan;
    private Uri? _plainUri;
    private byte[]? _plainBytes;
    private Colour _plainColour;
    private string? _nullableText;
    private bool? _nullableFlag;
    private byte? _nullableByte;
    private long? _nullableLong;
    private double? _nullableDouble;
    private decimal? _nullableDecimal;
    private char? _nullableChar;
    private Guid? _nullableGuid;
    private DateTime? _nullableDateTime;
    private DateTimeOffset? _nullableDateTimeOffset;
    private DateOnly? _nullableDateOnly;
    private TimeOnly? _nullableTimeOnly;
    private TimeSpan? _nullableTimeSpan;
    private Uri? _nullableUri;
    private byte[]? _nullableBytes;
    private Colour? _nullableColour;
    private List<int>? _nullableList;
    private string[]? _nullableArray;
    private ImmutableArray<int>? _nullableImmutableArray;
    private List<string>? _listedTexts;
    private string?[]? _listedNullableTexts;
    private IReadOnlyList<int>? _listedInts;
    private List<int?>? _listedNullableInts;
    private ImmutableArray<Guid> _listedGuids;
    private decimal[]? _listedDecimals;
    private IReadOnlyList<byte[]>? _listedBlobs;
    private List<Colour>? _listedColours;
    private ImmutableArray<DateTimeOffset> _listedInstants;
    private IReadOnlyList<Uri?>? _listedUris;
    private readonly List<string> _list = [];
    private readonly Dictionary<string, List<int>> _dictionary = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _set = [];
    private readonly SortedSet<string> _sortedSet = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, string?> _sortedDictionary = [];
    private readonly Queue<string> _queue = new();
    private readonly Stack<int> _stack = new();
    private int[] _array = [];

    // From these something is removed now and then; in which order they give the rest nobody promises.
    private readonly Dictionary<string, List<int>> _shrinkingDictionary = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _shrinkingSet = [];

    [Event] public partial KeptTypes(Guid id);

    [Event("PlainKept")]
    public partial void KeepPlain(
        string text, bool flag, byte @byte, sbyte @sbyte, short @short, ushort @ushort, int @int, uint @uint, long @long, ulong @ulong,
        float @float, double @double, decimal @decimal, char @char, Guid guid, DateTime dateTime, DateTimeOffset dateTimeOffset,
        DateOnly dateOnly, TimeOnly timeOnly, TimeSpan timeSpan, Uri uri, byte[] bytes, Colour colour);

    private partial void WhenPlainKept(
        string text, bool flag, byte @byte, sbyte @sbyte, short @short, ushort @ushort, int @int, uint @uint, long @long, ulong @ulong,
        float @float, double @double, decimal @decimal, char @char, Guid guid, DateTime dateTime, DateTimeOffset dateTimeOffset,
        DateOnly dateOnly, TimeOnly timeOnly, TimeSpan timeSpan, Uri uri, byte[] bytes, Colour colour)
    {
        _plainText = text;
        _plainFlag = flag;
        _plainByte = @byte;
        _plainSbyte = @sbyte;
        _plainShort = @short;
        _plainUshort = @ushort;
        _plainInt = @int;
        _plainUint = @uint;
        _plainLong = @long;
        _plainUlong = @ulong;
        _plainFloat = @float;
        _plainDouble = @double;
        _plainDecimal = @decimal;
        _plainChar = @char;
        _plainGuid = guid;
        _plainDateTime = dateTime;
        _plainDateTimeOffset = dateTimeOffset;
        _plainDateOnly = dateOnly;
        _plainTimeOnly = timeOnly;
        _plainTimeSpan = timeSpan;
        _plainUri = uri;
        _plainBytes = bytes;
        _plainColour = colour;
    }

    [Event("NullableKept")]
    public partial void KeepNullable(
        string? text, bool? flag, byte? @byte, long? @long, double? @double, decimal? @decimal, char? @char, Guid? guid,
        DateTime? dateTime, DateTimeOffset? dateTimeOffset, DateOnly? dateOnly, TimeOnly? timeOnly, TimeSpan? timeSpan, Uri? uri,
        byte[]? bytes, Colour? colour, List<int>? list, string[]? array, ImmutableArray<int>? immutableArray);

    private partial void WhenNullableKept(
        string? text, bool? flag, byte? @byte, long? @long, double? @double, decimal? @decimal, char? @char, Guid? guid,
        DateTime? dateTime, DateTimeOffset? dateTimeOffset, DateOnly? dateOnly, TimeOnly? timeOnly, TimeSpan? timeSpan, Uri? uri,
        byte[]? bytes, Colour? colour, List<int>? list, string[]? array, ImmutableArray<int>? immutableArray)
    {
        _nullableText = text;
        _nullableFlag = flag;
        _nullableByte = @byte;
        _nullableLong = @long;
        _nullableDouble = @double;
        _nullableDecimal = @decimal;
        _nullableChar = @char;
        _nullableGuid = guid;
        _nullableDateTime = dateTime;
        _nullableDateTimeOffset = dateTimeOffset;
        _nullableDateOnly = dateOnly;
        _nullableTimeOnly = timeOnly;
        _nullableTimeSpan = timeSpan;
        _nullableUri = uri;
        _nullableBytes = bytes;
        _nullableColour = colour;
        _nullableList = list;
        _nullableArray = array;
        _nullableImmutableArray = immutableArray;
    }

    [Event("ListedKept")]
    public partial void KeepListed(
        List<string> texts, string?[] nullableTexts, IReadOnlyList<int> ints, List<int?> nullableInts, ImmutableArray<Guid> guids,
        decimal[] decimals, IReadOnlyList<byte[]> blobs, List<Colour> colours, ImmutableArray<DateTimeOffset> instants,
        IReadOnlyList<Uri?> uris);

    private partial void WhenListedKept(
        List<string> texts, string?[] nullableTexts, IReadOnlyList<int> ints, List<int?> nullableInts, ImmutableArray<Guid> guids,
        decimal[] decimals, IReadOnlyList<byte[]> blobs, List<Colour> colours, ImmutableArray<DateTimeOffset> instants,
        IReadOnlyList<Uri?> uris)
    {
        _listedTexts = texts;
        _listedNullableTexts = nullableTexts;
        _listedInts = ints;
        _listedNullableInts = nullableInts;
        _listedGuids = guids;
        _listedDecimals = decimals;
        _listedBlobs = blobs;
        _listedColours = colours;
        _listedInstants = instants;
        _listedUris = uris;
    }

    [Event("Gathered")] public partial void Gather(string text, int number);

    private partial void WhenGathered(string text, int number)
    {
        _list.Insert(0, text);
        _dictionary.TryAdd(text, []);
        _dictionary[text].Add(number);
        _shrinkingDictionary[text] = [number];
        _set.Add(number);
        _shrinkingSet.Add(number);
        _shrinkingSet.Remove(number / 2);
        _sortedSet.Add(text);
        _sortedDictionary[number] = text.Length == 0 ? null : text;
        _queue.Enqueue(text);
        _stack.Push(number);
        _array = [.. _array, number];
        if (_queue.Count > 3)
        {
            _queue.Dequeue();
            _shrinkingDictionary.Remove(text);
            _stack.Pop();
        }
    }

    /// <summary>Keeps what is in an event of another entity.</summary>
    public void Keep(EveryType.Event e)
    {
        switch (e)
        {
            case EveryType.Plain p:
                KeepPlain(
                    p.Text, p.Flag, p.Byte, p.Sbyte, p.Short, p.Ushort, p.Int, p.Uint, p.Long, p.Ulong, p.Float, p.Double, p.Decimal,
                    p.Char, p.Guid, p.DateTime, p.DateTimeOffset, p.DateOnly, p.TimeOnly, p.TimeSpan, p.Uri, p.Bytes, p.Colour);
                break;
            case EveryType.Nullable p:
                KeepNullable(
                    p.Text, p.Flag, p.Byte, p.Long, p.Double, p.Decimal, p.Char, p.Guid, p.DateTime, p.DateTimeOffset, p.DateOnly,
                    p.TimeOnly, p.TimeSpan, p.Uri, p.Bytes, p.Colour, p.List, p.Array, p.ImmutableArray);
                break;
            case EveryType.Listed p:
                KeepListed(
                    p.Texts, p.NullableTexts, p.Ints, p.NullableInts, p.Guids, p.Decimals, p.Blobs, p.Colours, p.Instants, p.Uris);
                break;
            default:
                throw new ArgumentException($"{e.GetType()} isn't known.", nameof(e));
        }
    }
}
