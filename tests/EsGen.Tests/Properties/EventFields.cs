using System.Collections.Immutable;
using CsCheck;
using EsGen.Tests.Domain;

namespace EsGen.Tests.Properties;

/// <summary>Any value that an event field can hold.</summary>
internal static class EventFields
{
    public static readonly Gen<string> Text = Gen.OneOf(Gen.Int[0, 0x7f], Gen.Int[0, 0xd7ff], Gen.Int[0xe000, 0x10ffff])
        .Select(char.ConvertFromUtf32).Array[0, 8].Select(string.Concat);

    private static readonly Gen<Colour> s_colour = Gen.OneOf(Colour.Red, Colour.Green, Colour.DeepBlue);
    private static readonly Gen<char> s_char = Gen.Char.Where(value => !char.IsSurrogate(value));
    private static readonly Gen<float> s_float = Gen.Float.Where(float.IsFinite);
    private static readonly Gen<double> s_double = Gen.Double.Where(double.IsFinite);
    private static readonly Gen<Uri> s_uri = Gen.OneOf("https://example.com/é?q=a%20b#漢", "urn:isbn:1", "/foo", "").Select(text => new Uri(text, UriKind.RelativeOrAbsolute));
    private static readonly Gen<DateTime> s_dateTime = Gen.Select(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.OneOf(DateTimeKind.Utc, DateTimeKind.Unspecified), (ticks, kind) => new DateTime(ticks, kind));
    private static readonly Gen<DateTimeOffset> s_dateTimeOffset = Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay],
        Gen.Int[-14 * 60, 14 * 60],
        (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    private static readonly Gen<DateOnly> s_dateOnly = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<TimeOnly> s_timeOnly = Gen.Long[0, TimeSpan.TicksPerDay - 1].Select(ticks => new TimeOnly(ticks));
    private static readonly Gen<TimeSpan> s_timeSpan = Gen.Long.Select(TimeSpan.FromTicks);
    private static readonly Gen<byte[]> s_bytes = Gen.Byte.Array[0, 20];

    private static readonly Gen<EveryType.Event> s_plain =
        from text in Text
        from flag in Gen.Bool
        from @byte in Gen.Byte
        from @sbyte in Gen.SByte
        from @short in Gen.Short
        from @ushort in Gen.UShort
        from @int in Gen.Int
        from @uint in Gen.UInt
        from @long in Gen.Long
        from @ulong in Gen.ULong
        from @float in s_float
        from @double in s_double
        from @decimal in Gen.Decimal
        from @char in s_char
        from guid in Gen.Guid
        from dateTime in s_dateTime
        from dateTimeOffset in s_dateTimeOffset
        from dateOnly in s_dateOnly
        from timeOnly in s_timeOnly
        from timeSpan in s_timeSpan
        from uri in s_uri
        from bytes in s_bytes
        from colour in s_colour
        select (EveryType.Event)new EveryType.Plain(
            text, flag, @byte, @sbyte, @short, @ushort, @int, @uint, @long, @ulong, @float, @double, @decimal, @char, guid, dateTime, dateTimeOffset, dateOnly, timeOnly, timeSpan, uri, bytes, colour);

    private static readonly Gen<EveryType.Event> s_nullable =
        from text in Text.Null()
        from flag in Gen.Bool.Nullable()
        from @byte in Gen.Byte.Nullable()
        from @long in Gen.Long.Nullable()
        from @double in s_double.Nullable()
        from @decimal in Gen.Decimal.Nullable()
        from @char in s_char.Nullable()
        from guid in Gen.Guid.Nullable()
        from dateTime in s_dateTime.Nullable()
        from dateTimeOffset in s_dateTimeOffset.Nullable()
        from dateOnly in s_dateOnly.Nullable()
        from timeOnly in s_timeOnly.Nullable()
        from timeSpan in s_timeSpan.Nullable()
        from uri in s_uri.Null()
        from bytes in s_bytes.Null()
        from colour in s_colour.Nullable()
        from list in Gen.Int.List[0, 5].Null()
        from array in Text.Array[0, 5].Null()
        from immutable in Gen.Int.Array[0, 5].Select(ImmutableArray.Create).Nullable()
        select (EveryType.Event)new EveryType.Nullable(
            text, flag, @byte, @long, @double, @decimal, @char, guid, dateTime, dateTimeOffset, dateOnly, timeOnly, timeSpan, uri, bytes, colour, list, array, immutable);

    private static readonly Gen<EveryType.Event> s_listed =
        from texts in Text.List[0, 5]
        from nullableTexts in Text.Null().Array[0, 5]
        from ints in Gen.Int.List[0, 5]
        from nullableInts in Gen.Int.Nullable().List[0, 5]
        from guids in Gen.Guid.Array[0, 5]
        from decimals in Gen.Decimal.Array[0, 5]
        from blobs in s_bytes.Array[0, 5]
        from colours in s_colour.List[0, 5]
        from instants in s_dateTimeOffset.Array[0, 5]
        from uris in s_uri.Null().Array[0, 5]
        select (EveryType.Event)new EveryType.Listed(texts, nullableTexts, ints, nullableInts, [.. guids], decimals, blobs, colours, [.. instants], uris);

    public static readonly Gen<EveryType.Event> AnyEvent = Gen.OneOf(s_plain, s_nullable, s_listed);
}
