using System.Text;
using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>The stored form, to the byte: histories outlive the code that wrote them.</summary>
public class ExactBytesTests
{
    [Fact]
    public void A_whole_event() => Assert.Equal(
        """
        {"amount":1.00,"note":"é漢😀 <&> \"\\\n","tags":["a","$type"],"kind":"Card","due":"2026-02-28","lines":["x"],"counts":[1,null,-3],"parts":["0197d2a0-0000-7000-8000-000000000002"],"at":"2026-01-02T03:04:05.0000001-03:30","rate":-0.1,"proof":"AP8D","final":true}
        """,
        Encoding.UTF8.GetString(Paid.Encode(Paid.Sample).Data.Span));

    [Fact]
    public void Null_is_written()
    {
        EventDataWriter writer = EventDataWriter.Begin(OneField.Topic, int.MaxValue);
        writer.Name("amount"u8);
        writer.WriteDecimal(1.00m);
        writer.Name("note"u8);
        writer.WriteNull();

        Assert.Equal("""{"amount":1.00,"note":null}"""u8, writer.End().Span);
    }

    [Fact]
    public void An_event_without_fields() => Assert.Equal("{}"u8, EventDataWriter.Begin(OneField.Topic, int.MaxValue).End().Span);

    [Theory]
    [InlineData("é漢😀", "é漢😀")]
    [InlineData("<>&'+`/", "<>&'+`/")]
    [InlineData("\u007f\u0085\u00a0\u200e\u2028\u2029\ufeff\ue000\u0378\uffff", "\u007f\u0085\u00a0\u200e\u2028\u2029\ufeff\ue000\u0378\uffff")]
    [InlineData("\"\\\b\t\n\f\r", @"\""\\\b\t\n\f\r")]
    [InlineData("\0\u001f", @"\u0000\u001f")]
    [InlineData("😀\"😀", @"😀\""😀")]
    public void Only_what_json_demands_is_escaped(string text, string expected) =>
        Assert.Equal($"\"{expected}\"", OneField.WriteText(text, static (writer, value) => writer.WriteString(value)));

    [Theory]
    [InlineData(-0d, "-0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    [InlineData(5e-324, "5E-324")]
    public void Doubles(double value, string expected) => Assert.Equal(expected, OneField.WriteText(value, static (writer, value) => writer.WriteDouble(value)));

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("1.00")]
    [InlineData("-0.05")]
    [InlineData("10")]
    [InlineData("-123456789.123456789")]
    [InlineData("18446744073709551615")]
    [InlineData("0.0000000000000000001")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335")]
    public void Decimals_keep_their_scale(string text) =>
        Assert.Equal(text, OneField.WriteText(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture), static (writer, value) => writer.WriteDecimal(value)));

    [Fact]
    public void Dates_and_times()
    {
        DateTime second = new(2026, 1, 2, 3, 4, 5);
        FieldWriter<DateTime> dateTime = static (writer, value) => writer.WriteDateTime(value);
        FieldWriter<TimeOnly> time = static (writer, value) => writer.WriteTimeOnly(value);
        FieldWriter<TimeSpan> timeSpan = static (writer, value) => writer.WriteTimeSpan(value);

        Assert.Equal("\"2026-01-02T03:04:05\"", OneField.WriteText(second, dateTime));
        Assert.Equal("\"2026-01-02T03:04:05.0000001Z\"", OneField.WriteText(DateTime.SpecifyKind(second.AddTicks(1), DateTimeKind.Utc), dateTime));
        Assert.Equal("\"2026-01-02T03:04:05+00:00\"", OneField.WriteText(new DateTimeOffset(second, TimeSpan.Zero), static (writer, value) => writer.WriteDateTimeOffset(value)));
        Assert.Equal("\"0001-01-01\"", OneField.WriteText(DateOnly.MinValue, static (writer, value) => writer.WriteDateOnly(value)));
        Assert.Equal("\"03:04:00\"", OneField.WriteText(new TimeOnly(3, 4), time));
        Assert.Equal("\"23:59:59.9999999\"", OneField.WriteText(TimeOnly.MaxValue, time));
        Assert.Equal("\"-10675199.02:48:05.4775808\"", OneField.WriteText(TimeSpan.MinValue, timeSpan));
    }

    [Fact]
    public void Flags_are_names_with_commas() =>
        Assert.Equal("\"Monday, Friday\"", OneField.WriteText(Days.Friday | Days.Monday, static (writer, value) => writer.WriteEnum(value)));

    [Fact]
    public void The_copy_has_its_exact_size_and_is_its_own()
    {
        ReadOnlyMemory<byte> first = OneField.Write(1, static (writer, value) => writer.WriteInt32(value));
        byte[] before = first.ToArray();

        OneField.Write(2, static (writer, value) => writer.WriteInt32(value));

        Assert.Equal(before, first.ToArray());
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(first, out ArraySegment<byte> segment));
        Assert.Equal(segment.Array!.Length, first.Length);
    }
}
