#pragma warning disable CA1720 // Each field is named after its type.
using System.Collections.Immutable;

namespace EsGen.Tests.Domain;

/// <summary>An aggregate whose events have fields of every type that can be stored.</summary>
[Aggregate]
public partial class EveryType
{
    [Event] public partial EveryType(Guid id);

    [Event("Plain")]
    public partial void RecordPlain(
        string text,
        bool flag,
        byte @byte,
        sbyte @sbyte,
        short @short,
        ushort @ushort,
        int @int,
        uint @uint,
        long @long,
        ulong @ulong,
        float @float,
        double @double,
        decimal @decimal,
        char @char,
        Guid guid,
        DateTime dateTime,
        DateTimeOffset dateTimeOffset,
        DateOnly dateOnly,
        TimeOnly timeOnly,
        TimeSpan timeSpan,
        Uri uri,
        byte[] bytes,
        Colour colour);

    private partial void WhenPlain(
        string text,
        bool flag,
        byte @byte,
        sbyte @sbyte,
        short @short,
        ushort @ushort,
        int @int,
        uint @uint,
        long @long,
        ulong @ulong,
        float @float,
        double @double,
        decimal @decimal,
        char @char,
        Guid guid,
        DateTime dateTime,
        DateTimeOffset dateTimeOffset,
        DateOnly dateOnly,
        TimeOnly timeOnly,
        TimeSpan timeSpan,
        Uri uri,
        byte[] bytes,
        Colour colour) =>
        Last = new Plain(text, flag, @byte, @sbyte, @short, @ushort, @int, @uint, @long, @ulong, @float, @double, @decimal, @char, guid, dateTime, dateTimeOffset, dateOnly, timeOnly, timeSpan, uri, bytes, colour);

    [Event("Nullable")]
    public partial void RecordNullable(
        string? text,
        bool? flag,
        byte? @byte,
        long? @long,
        double? @double,
        decimal? @decimal,
        char? @char,
        Guid? guid,
        DateTime? dateTime,
        DateTimeOffset? dateTimeOffset,
        DateOnly? dateOnly,
        TimeOnly? timeOnly,
        TimeSpan? timeSpan,
        Uri? uri,
        byte[]? bytes,
        Colour? colour,
        List<int>? list,
        string[]? array,
        ImmutableArray<int>? immutableArray);

    private partial void WhenNullable(
        string? text,
        bool? flag,
        byte? @byte,
        long? @long,
        double? @double,
        decimal? @decimal,
        char? @char,
        Guid? guid,
        DateTime? dateTime,
        DateTimeOffset? dateTimeOffset,
        DateOnly? dateOnly,
        TimeOnly? timeOnly,
        TimeSpan? timeSpan,
        Uri? uri,
        byte[]? bytes,
        Colour? colour,
        List<int>? list,
        string[]? array,
        ImmutableArray<int>? immutableArray) =>
        Last = new Nullable(text, flag, @byte, @long, @double, @decimal, @char, guid, dateTime, dateTimeOffset, dateOnly, timeOnly, timeSpan, uri, bytes, colour, list, array, immutableArray);

    [Event("Listed")]
    public partial void RecordListed(
        List<string> texts,
        string?[] nullableTexts,
        IReadOnlyList<int> ints,
        List<int?> nullableInts,
        ImmutableArray<Guid> guids,
        decimal[] decimals,
        IReadOnlyList<byte[]> blobs,
        List<Colour> colours,
        ImmutableArray<DateTimeOffset> instants,
        IReadOnlyList<Uri?> uris);

    private partial void WhenListed(
        List<string> texts,
        string?[] nullableTexts,
        IReadOnlyList<int> ints,
        List<int?> nullableInts,
        ImmutableArray<Guid> guids,
        decimal[] decimals,
        IReadOnlyList<byte[]> blobs,
        List<Colour> colours,
        ImmutableArray<DateTimeOffset> instants,
        IReadOnlyList<Uri?> uris) =>
        Last = new Listed(texts, nullableTexts, ints, nullableInts, guids, decimals, blobs, colours, instants, uris);

    public Event? Last { get; private set; }

    public void Fill(Event e) => Raise(e);
}
