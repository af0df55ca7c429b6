using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>For every type: what is written is read as the same value, and the bytes follow from the value alone.</summary>
public class RoundTripTests
{
    private static readonly Gen<string> s_text = Gen.OneOf(
            Gen.Int[0, 0x7f],
            Gen.Int[0, 0xd7ff],
            Gen.Int[0xe000, 0x10ffff])
        .Select(scalar => char.ConvertFromUtf32(scalar)).Array[0, 20].Select(string.Concat);

    private static void Check<T>(Gen<T> values, FieldWriter<T> write, FieldReader<T> read, Func<T, object?>? identity = null)
    {
        identity ??= value => value;
        values.Sample(
            value =>
            {
                ReadOnlyMemory<byte> data = OneField.Write(value, write);
                T result = OneField.Read(data, read);
                return Equals(identity(value), identity(result)) && OneField.Write(result, write).Span.SequenceEqual(data.Span);
            },
            iter: 1_000);
    }

    [Fact]
    public void Booleans() => Check(Gen.Bool, static (writer, value) => writer.WriteBoolean(value), static (ref reader) => reader.ReadBoolean());

    [Fact]
    public void Integers()
    {
        Check(Gen.Byte, static (writer, value) => writer.WriteByte(value), static (ref reader) => reader.ReadByte());
        Check(Gen.SByte, static (writer, value) => writer.WriteSByte(value), static (ref reader) => reader.ReadSByte());
        Check(Gen.Short, static (writer, value) => writer.WriteInt16(value), static (ref reader) => reader.ReadInt16());
        Check(Gen.UShort, static (writer, value) => writer.WriteUInt16(value), static (ref reader) => reader.ReadUInt16());
        Check(Gen.Int, static (writer, value) => writer.WriteInt32(value), static (ref reader) => reader.ReadInt32());
        Check(Gen.UInt, static (writer, value) => writer.WriteUInt32(value), static (ref reader) => reader.ReadUInt32());
        Check(Gen.Long, static (writer, value) => writer.WriteInt64(value), static (ref reader) => reader.ReadInt64());
        Check(Gen.ULong, static (writer, value) => writer.WriteUInt64(value), static (ref reader) => reader.ReadUInt64());
        Check(Gen.OneOf(long.MinValue, long.MaxValue), static (writer, value) => writer.WriteInt64(value), static (ref reader) => reader.ReadInt64());
        Check(Gen.OneOf(ulong.MinValue, ulong.MaxValue), static (writer, value) => writer.WriteUInt64(value), static (ref reader) => reader.ReadUInt64());
    }

    [Fact]
    public void Floating_point_numbers_to_the_bit()
    {
        Check(
            Gen.OneOf(Gen.Int.Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite), Gen.OneOf(-0f, float.Epsilon, float.MaxValue, float.MinValue)),
            static (writer, value) => writer.WriteSingle(value),
            static (ref reader) => reader.ReadSingle(),
            value => BitConverter.SingleToInt32Bits(value));
        Check(
            Gen.OneOf(Gen.Long.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite), Gen.OneOf(-0d, double.Epsilon, double.MaxValue, double.MinValue)),
            static (writer, value) => writer.WriteDouble(value),
            static (ref reader) => reader.ReadDouble(),
            value => BitConverter.DoubleToInt64Bits(value));
    }

    [Fact]
    public void Decimals_with_their_scale() => Check(
        Gen.OneOf(
            Gen.Select(Gen.Int, Gen.Int, Gen.Int, Gen.Bool, Gen.Byte[0, 28], (low, mid, high, negative, scale) => new decimal(low, mid, high, negative, scale)),
            Gen.Select(Gen.Int, Gen.Byte[0, 28], (low, scale) => new decimal(low, 0, 0, false, scale)),
            Gen.Select(Gen.Bool, Gen.Byte[0, 28], (negative, scale) => new decimal(0, 0, 0, negative, scale)),
            Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Byte[0, 28], (high, negative, scale) => new decimal(-1, -1, high, negative, scale)),
            Gen.OneOf(decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m, 0.00m)),
        static (writer, value) => writer.WriteDecimal(value),
        static (ref reader) => reader.ReadDecimal(),
        value => string.Join(' ', decimal.GetBits(value)));

    [Fact]
    public void Strings_of_any_characters() =>
        Check(s_text, static (writer, value) => writer.WriteString(value), static (ref reader) => reader.ReadString());

    [Fact]
    public void Characters() => Check(
        Gen.Char.Where(character => !char.IsSurrogate(character)),
        static (writer, value) => writer.WriteChar(value),
        static (ref reader) => reader.ReadChar());

    [Fact]
    public void Guids() => Check(Gen.Guid, static (writer, value) => writer.WriteGuid(value), static (ref reader) => reader.ReadGuid());

    [Fact]
    public void Dates_and_times_to_the_tick()
    {
        Gen<long> ticks = Gen.OneOf(Gen.Long[0, DateTime.MaxValue.Ticks], Gen.OneOf(0L, DateTime.MaxValue.Ticks, new DateTime(2026, 1, 1).Ticks));
        Check(
            Gen.Select(ticks, Gen.OneOf(DateTimeKind.Utc, DateTimeKind.Unspecified), (ticks, kind) => new DateTime(ticks, kind)),
            static (writer, value) => writer.WriteDateTime(value),
            static (ref reader) => reader.ReadDateTime(),
            value => (value.Ticks, value.Kind));
        Check(
            Gen.Select(Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-14 * 60, 14 * 60], (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes))),
            static (writer, value) => writer.WriteDateTimeOffset(value),
            static (ref reader) => reader.ReadDateTimeOffset(),
            value => (value.Ticks, value.Offset));
        Check(
            Gen.OneOf(DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            static (writer, value) => writer.WriteDateTimeOffset(value),
            static (ref reader) => reader.ReadDateTimeOffset(),
            value => (value.Ticks, value.Offset));
        Check(
            Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber),
            static (writer, value) => writer.WriteDateOnly(value),
            static (ref reader) => reader.ReadDateOnly());
        Check(
            Gen.OneOf(Gen.Long[0, TimeSpan.TicksPerDay - 1], Gen.Long[0, 86_399].Select(seconds => seconds * TimeSpan.TicksPerSecond)).Select(ticks => new TimeOnly(ticks)),
            static (writer, value) => writer.WriteTimeOnly(value),
            static (ref reader) => reader.ReadTimeOnly());
        Check(
            Gen.OneOf(Gen.Long, Gen.Long[-TimeSpan.TicksPerDay, TimeSpan.TicksPerDay], Gen.OneOf(long.MinValue, long.MaxValue, 0L)).Select(TimeSpan.FromTicks),
            static (writer, value) => writer.WriteTimeSpan(value),
            static (ref reader) => reader.ReadTimeSpan());
    }

    [Fact]
    public void Uris() => Check(
        Gen.OneOf(
            Gen.OneOf("https://example.com/é?q=a%20b#漢", "HTTP://Example.COM", "urn:isbn:1", "file:///c:/x", "mailto:a@b.c", "http://[::1]/").Select(text => new Uri(text, UriKind.Absolute)),
            Gen.OneOf("", "/foo", "/a%20b", "//host/x", "foo bar", "../up", "?q", "#f", "a/b:c", "/漢").Select(text => new Uri(text, UriKind.Relative))),
        static (writer, value) => writer.WriteUri(value),
        static (ref reader) => reader.ReadUri(),
        value => (value.OriginalString, value.IsAbsoluteUri));

    [Fact]
    public void An_absolute_uri_made_of_a_path_stays_absolute()
    {
        if (!Uri.TryCreate("/var/log", UriKind.Absolute, out Uri? path))
        {
            return;     // Windows has no such thing
        }

        Uri result = OneField.RoundTrip(path, static (writer, value) => writer.WriteUri(value), static (ref reader) => reader.ReadUri());

        Assert.True(result.IsAbsoluteUri);
        Assert.Equal("/var/log", result.LocalPath);
    }

    [Fact]
    public void Bytes() => Check(
        Gen.Byte.Array[0, 100],
        static (writer, value) => writer.WriteBytes(value),
        static (ref reader) => reader.ReadBytes(),
        Convert.ToHexString);

    [Fact]
    public void Enums_by_name()
    {
        Check(Gen.OneOf(Kind.Cash, Kind.Card), static (writer, value) => writer.WriteEnum(value), static (ref reader) => reader.ReadEnum<Kind>());
        Check(
            Gen.Int[0, 7].Select(bits => (Days)((bits & 3) | ((bits & 4) << 2))),
            static (writer, value) => writer.WriteEnum(value),
            static (ref reader) => reader.ReadEnum<Days>());
    }

    [Fact]
    public void Nullable_values()
    {
        Check(
            s_text.Null(),
            static (writer, value) => writer.WriteNullable(value, static (writer, value) => writer.WriteString(value)),
            static (ref reader) => reader.ReadNullable(static (ref reader) => reader.ReadString()));
        Check(
            Gen.Int.Nullable(),
            static (writer, value) => writer.WriteNullable(value, static (writer, value) => writer.WriteInt32(value)),
            static (ref reader) => reader.ReadNullableValue(static (ref reader) => reader.ReadInt32()));
    }

    [Fact]
    public void Lists_of_every_shape()
    {
        Check(
            s_text.List[0, 40],
            static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteString(value)),
            static (ref reader) => reader.ReadList(static (ref reader) => reader.ReadString()),
            value => string.Join('|', value));
        Check(
            Gen.Long.Array,
            static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt64(value)),
            static (ref reader) => reader.ReadArray(static (ref reader) => reader.ReadInt64()),
            value => string.Join('|', value));
        Check(
            Gen.Int.Nullable().Array.Select(ImmutableArray.Create),
            static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteNullable(value, static (writer, value) => writer.WriteInt32(value))),
            static (ref reader) => reader.ReadImmutableArray(static (ref reader) => reader.ReadNullableValue(static (ref reader) => reader.ReadInt32())),
            value => string.Join('|', value));
        Check(
            Gen.Guid.List.Select(value => (IReadOnlyList<Guid>)value),
            static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteGuid(value)),
            static (ref reader) => reader.ReadReadOnlyList(static (ref reader) => reader.ReadGuid()),
            value => string.Join('|', value));
        Check(
            Gen.Int.Array[0, 3].List[0, 3],
            static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt32(value))),
            static (ref reader) => reader.ReadList(static (ref reader) => reader.ReadArray(static (ref reader) => reader.ReadInt32())),
            value => string.Join('|', value.Select(inner => string.Join(',', inner))));
    }

    [Fact]
    public void An_immutable_array_that_was_never_initialized_is_empty() =>
        Assert.Equal("[]", OneField.WriteText(default(ImmutableArray<int>), static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt32(value))));

    [Fact]
    public void A_read_only_list_cant_be_cast_back_and_changed()
    {
        IReadOnlyList<int> list = OneField.ReadText("[1]", static (ref reader) => reader.ReadReadOnlyList(static (ref reader) => reader.ReadInt32()));

        Assert.IsNotType<int[]>(list);
        Assert.IsNotType<List<int>>(list);
        Assert.Throws<NotSupportedException>(() => ((IList<int>)list)[0] = 2);
    }

    [Fact]
    public void A_whole_event()
    {
        SequencedItem item = Paid.Encode(Paid.Sample);

        Assert.Equal(item, Paid.Encode(Paid.Decode(item)));
    }

    [Theory]
    [InlineData("_type_")]
    [InlineData("$type")]
    [InlineData("UUID")]
    [InlineData("{\"$type\":\"System.IO.FileInfo\"}")]
    [InlineData("null")]
    public void Text_that_looks_like_a_serializers_own_tags(string text)
    {
        Paid e = Paid.Sample with { Note = text, Tags = [text, text], Lines = [text] };

        Paid result = Paid.Decode(Paid.Encode(e));

        Assert.Equal(text, result.Note);
        Assert.Equal([text, text], result.Tags);
        Assert.Equal([text], result.Lines);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void No_culture_changes_anything(string culture)
    {
        SequencedItem expected = Paid.Encode(Paid.Sample);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            Assert.Equal(expected, Paid.Encode(Paid.Sample));
            Assert.Equal(expected, Paid.Encode(Paid.Decode(expected)));
            Assert.Equal("\"-1.02:03:04.5000000\"", OneField.WriteText(-new TimeSpan(1, 2, 3, 4, 500), static (writer, value) => writer.WriteTimeSpan(value)));
            Assert.Throws<ArgumentException>(() => OneField.Write((Kind)(-7), static (writer, value) => writer.WriteEnum(value)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
