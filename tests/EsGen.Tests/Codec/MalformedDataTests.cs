using System.Text;
using System.Text.Json;
using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>Whatever is wrong with stored data, it is a <see cref="MalformedEventException"/> that says where and not what.</summary>
public class MalformedDataTests
{
    private static readonly FieldReader<string> s_string = static (ref reader) => reader.ReadString();
    private static readonly FieldReader<int> s_int32 = static (ref reader) => reader.ReadInt32();

    private static MalformedEventException AssertMalformed<T>(ReadOnlyMemory<byte> data, FieldReader<T> read)
    {
        MalformedEventException exception = Assert.Throws<MalformedEventException>(() => OneField.Read(data, read));

        Assert.Equal(OneField.SequenceId, exception.SequenceId);
        Assert.Equal(7, exception.Position);
        Assert.Equal(OneField.Topic, exception.Topic);
        Assert.Null(exception.InnerException);
        Assert.Contains($"'{OneField.Topic}' at position 7 of sequence {OneField.SequenceId}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.OrdinalIgnoreCase);
        if (exception.Field is not null)
        {
            Assert.Equal("value", exception.Field);
            Assert.Contains("'value'", exception.Message, StringComparison.Ordinal);
        }

        if (exception.ByteOffset is { } offset)
        {
            Assert.InRange(offset, 0, data.Length);
            Assert.Contains($"at byte {offset}.", exception.Message, StringComparison.Ordinal);
        }

        return exception;
    }

    private static void AssertMalformed<T>(FieldReader<T> read, params string[] values)
    {
        foreach (string value in values)
        {
            MalformedEventException exception = AssertMalformed(Encoding.UTF8.GetBytes($$"""{"value":{{value}}}"""), read);
            Assert.Equal("value", exception.Field);
            Assert.NotNull(exception.ByteOffset);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"secret\"")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{} x")]
    [InlineData("{}\0")]
    [InlineData("\ufeff{}")]
    [InlineData("{\"secret\"")]
    [InlineData("{\"secret\":")]
    [InlineData("{\"secret\":1")]
    [InlineData("{\"secret\":1,}")]
    [InlineData("{\"secret\":secret}")]
    [InlineData("{\"secret\":'secret'}")]
    [InlineData("{secret:1}")]
    [InlineData("{\"secret\":[1,]}")]
    [InlineData("{\"secret\":01}")]
    [InlineData("{\"secret\":NaN}")]
    [InlineData("{\"secret\":\"\t\"}")]
    [InlineData("{\"secret\":\"\\x\"}")]
    [InlineData("{/* secret */}")]
    [InlineData("{\"\\ud800lue\":1}")]
    public void Frames(string data) => Assert.Null(AssertMalformed(Encoding.UTF8.GetBytes(data), s_int32).Field);

    [Theory]
    [InlineData("{\"value\":", 8)]
    [InlineData("{\"value\":1", 10)]
    [InlineData("{\"value\":\"secret\"}", 9)]
    [InlineData("{ \"value\" : null }", 12)]
    [InlineData("{\"value\":1,\"value\":1}", 11)]
    [InlineData("{\"value\":1,\"v\\u0061lue\":1}", 11)]
    public void The_offset_says_where(string data, int offset) => Assert.InRange(AssertMalformed(Encoding.UTF8.GetBytes(data), s_int32).ByteOffset!.Value, offset, offset + 1);

    [Fact]
    public void A_missing_member()
    {
        MalformedEventException exception = AssertMalformed("""{"secret":1}"""u8.ToArray(), s_int32);

        Assert.Equal("value", exception.Field);
        Assert.Null(exception.ByteOffset);
    }

    [Fact]
    public void The_message_reads_well() => Assert.Equal(
        $"'Account.Deposited' at position 7 of sequence {OneField.SequenceId} can't be read: expected an integer of 32 bits, not this string, in the field 'value' at byte 9.",
        AssertMalformed("""{"value":"secret"}"""u8.ToArray(), s_int32).Message);

    [Fact]
    public void Unknown_members_are_skipped_even_if_they_nest_or_repeat() =>
        Assert.Equal(3, OneField.Read(Encoding.UTF8.GetBytes("""{"a":{"value":[1,{"value":2}]},"a":null,"value":3,"Value":4}"""), s_int32));

    [Fact]
    public void An_escaped_name_is_the_same_name() => Assert.Equal(3, OneField.Read("""{"v\u0061lue":3}"""u8.ToArray(), s_int32));

    [Fact]
    public void Depth_has_a_limit()
    {
        string Nested(int depth) => $$"""{"other":{{new string('[', depth)}}{{new string(']', depth)}},"value":1}""";

        Assert.Equal(1, OneField.Read(Encoding.UTF8.GetBytes(Nested(63)), s_int32));
        AssertMalformed(Encoding.UTF8.GetBytes(Nested(64)), s_int32);
        AssertMalformed(Encoding.UTF8.GetBytes(Nested(100_000)), s_int32);
    }

    [Fact]
    public void Invalid_utf8()
    {
        foreach (byte[] bytes in (byte[][])[[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]])
        {
            byte[] data = [.. "{\"value\":\""u8, .. bytes, .. "\"}"u8];
            AssertMalformed(data, s_string);
            AssertMalformed(data, static (ref reader) => reader.ReadChar());
            AssertMalformed(data, static (ref reader) => reader.ReadBytes());
            AssertMalformed(data, static (ref reader) => reader.ReadEnum<Kind>());
            AssertMalformed(data, static (ref reader) => reader.ReadGuid());
        }
    }

    [Fact]
    public void Integers()
    {
        string[] never = ["null", "true", "\"1\"", "{}", "[]", "1.0", "1.5", "1e2", "1E2", "1e-2", "99999999999999999999"];
        AssertMalformed(static (ref reader) => reader.ReadByte(), [.. never, "256", "-1"]);
        AssertMalformed(static (ref reader) => reader.ReadSByte(), [.. never, "128", "-129"]);
        AssertMalformed(static (ref reader) => reader.ReadInt16(), [.. never, "32768", "-32769"]);
        AssertMalformed(static (ref reader) => reader.ReadUInt16(), [.. never, "65536", "-1"]);
        AssertMalformed(static (ref reader) => reader.ReadInt32(), [.. never, "2147483648", "-2147483649"]);
        AssertMalformed(static (ref reader) => reader.ReadUInt32(), [.. never, "4294967296", "-1"]);
        AssertMalformed(static (ref reader) => reader.ReadInt64(), [.. never, "9223372036854775808", "-9223372036854775809"]);
        AssertMalformed(static (ref reader) => reader.ReadUInt64(), [.. never, "18446744073709551616", "-1"]);
        Assert.Equal(0, OneField.ReadText("-0", s_int32));
    }

    [Fact]
    public void Floating_point_numbers()
    {
        string[] never = ["null", "\"1\"", "\"NaN\"", "1e400", "-1e400", "true"];
        AssertMalformed(static (ref reader) => reader.ReadDouble(), never);
        AssertMalformed(static (ref reader) => reader.ReadSingle(), [.. never, "1e39"]);
    }

    [Fact]
    public void Decimals_that_would_be_rounded()
    {
        FieldReader<decimal> read = static (ref reader) => reader.ReadDecimal();
        AssertMalformed(read, "null", "\"1\"", "1e2", "1e-40", "79228162514264337593543950336", "0.00000000000000000000000000001", "0.12345678901234567890123456789", "1.00000000000000000000000000000000000000000000000000000000000");
        Assert.Equal(0m, OneField.ReadText("-0", read));
        Assert.Equal(-79228162514264337593543950335m, OneField.ReadText("-79228162514264337593543950335", read));
    }

    [Fact]
    public void Text()
    {
        string[] never = ["null", "1", "true", "[]", "{}", "\"\\ud800\"", "\"\\udc00\\ud800\""];
        AssertMalformed(s_string, [.. never, "\"\\uZZZZ\"", "\"secret"]);
        AssertMalformed(static (ref reader) => reader.ReadChar(), [.. never, "\"\"", "\"secret\"", "\"😀\"", "\"\\ud83d\\ude00\""]);
        AssertMalformed(static (ref reader) => reader.ReadGuid(), [.. never, "\"\"", "\"secret\"", "\"0197d2a0000070008000000000000001\"", "\"{0197d2a0-0000-7000-8000-000000000001}\"", "\" 0197d2a0-0000-7000-8000-000000000001\"", "\"0x97d2a0-0000-7000-8000-000000000001\"", $"\"{new string('0', 100_000)}\""]);
        AssertMalformed(static (ref reader) => reader.ReadUri(), [.. never, "\"http://\"", "\"http://secret:port/\""]);
        AssertMalformed(static (ref reader) => reader.ReadBytes(), [.. never, "\"secret!\"", "\"AA=\"", "\"A\"", "\"AQ ID\"", "\" AQID\"", "\"AQID \"", "\"AQ\\nID\"", "\"AQ\\u0020ID\"", "\"AR==\"", "\"AQJ=\"", "\"AQID====\""]);
        AssertMalformed(static (ref reader) => reader.ReadBoolean(), "null", "1", "\"true\"", "[]");
    }

    [Fact]
    public void Enums()
    {
        AssertMalformed(static (ref reader) => reader.ReadEnum<Kind>(), "null", "1", "\"\"", "\"1\"", "\"+1\"", "\"-1\"", "\"card\"", "\"CARD\"", "\" Card\"", "\"Card \"", "\"Secret\"", "\"Cash, Card\"", "\"Card,\"", "\"Card\\u0000\"", "\"\\ud800\"", $"\"{new string('A', 100_000)}\"");
        AssertMalformed(static (ref reader) => reader.ReadEnum<Days>(), "\"Monday,Friday\"", "\"Monday,  Friday\"", "\"Monday , Friday\"", "\"Monday, 2\"", "\"Monday, \"", "\", Monday\"", "\"Monday, friday\"", "\"17\"", "\"Monday,\\tFriday\"");
        Assert.Equal(Kind.Card, OneField.ReadText("\"Plastic\"", static (ref reader) => reader.ReadEnum<Kind>()));
        Assert.Equal(Days.Monday | Days.Friday, OneField.ReadText("\"Friday, Monday\"", static (ref reader) => reader.ReadEnum<Days>()));
    }

    [Fact]
    public void Dates_and_times()
    {
        string[] never = ["null", "1", "\"\"", "\"secret\"", "\"2026-01-01T00:00:00.Z\"", "\"2026-01-01T00:00:00.+01:00\"", "\"2026-01-01T00:00:00.\"", "\"2026-13-01T00:00:00Z\"", "\"2026-02-30T00:00:00Z\"", "\"2026-01-01T00:00:00.12345678Z\"", "\" 2026-01-01T00:00:00Z\"", "\"01/02/2026\"", "\"\\ud800\""];
        AssertMalformed(static (ref reader) => reader.ReadDateTime(), [.. never, "\"2026-01-01T00:00:00+00:00\"", "\"2026-01-01T00:00:00-03:30\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-01-01T00:00:00.12345678\""]);
        AssertMalformed(static (ref reader) => reader.ReadDateTimeOffset(), [.. never, "\"2026-01-01T00:00:00\"", "\"2026-01-01\"", "\"2026-01-01T00:00\"", "\"2026-01-01T00:00:00.1\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-01-01T00:00:00+15:00\"", "\"2026-01-01T00:00:00.12345678+01:00\""]);
        AssertMalformed(static (ref reader) => reader.ReadDateOnly(), [.. never, "\"2026-02-29\"", "\"2026-1-1\"", "\"2026-01-01T00:00:00\"", "\" 2026-01-01\"", "\"26-01-01\""]);
        AssertMalformed(static (ref reader) => reader.ReadTimeOnly(), [.. never, "\"24:00:00\"", "\"1.00:00:00\"", "\"-00:00:01\"", "\"5\"", "\"12:30\"", "\"12:30:60\""]);
        AssertMalformed(static (ref reader) => reader.ReadTimeSpan(), [.. never, "\"5\"", "\" 00:00:01\"", "\"00:00:01 \"", "\"1:2:3\"", "\"10675199.02:48:05.4775808\"", "\"00:00:00.00000001\"", "\"+00:00:01\""]);
        Assert.Equal(DateTimeOffset.UnixEpoch, OneField.ReadText("\"1970-01-01T00:00:00Z\"", static (ref reader) => reader.ReadDateTimeOffset()));
        Assert.Equal(TimeSpan.FromHours(2), OneField.ReadText("\"1970-01-01T00:00:00\\u002B02:00\"", static (ref reader) => reader.ReadDateTimeOffset()).Offset);
    }

    [Fact]
    public void Lists_and_nulls()
    {
        AssertMalformed(static (ref reader) => reader.ReadList(static (ref reader) => reader.ReadString()), "null", "\"secret\"", "{}", "[null]", "[1]", "[\"secret\",[]]", "[\"secret\"");
        AssertMalformed(static (ref reader) => reader.ReadArray(static (ref reader) => reader.ReadInt32()), "null", "[1,null]", "[1,2.5]");
        AssertMalformed(static (ref reader) => reader.ReadNullable(static (ref reader) => reader.ReadString()), "1", "[]");
        AssertMalformed(static (ref reader) => reader.ReadNullableValue(static (ref reader) => reader.ReadInt32()), "\"secret\"", "[]");
    }

    [Fact]
    public void A_null_where_a_value_is_due_is_the_converters_to_read()
    {
        Assert.Equal("x", OneField.ReadText("1", static (ref reader) => reader.ReadConverted(new AnythingConverter())));
        Assert.Equal("x", OneField.ReadText(" null ", static (ref reader) => reader.ReadConverted(new AnythingConverter())));
        Assert.Equal(0m, OneField.ReadText("null", static (ref reader) => reader.ReadConverted(new NumberConverter())));
        AssertMalformed(static (ref reader) => reader.ReadConverted(new NumberConverter()), "\"secret\"", "[]");
        AssertMalformed(static (ref reader) => reader.ReadConverted(new TextConverter()), "null", " null ", "1");
    }

    [Fact]
    public void Integers_of_more_than_ten_thousand_digits()
    {
        string digits = new('9', 10_001);
        AssertMalformed(static (ref reader) => reader.ReadBigInteger(), digits, "-" + digits);
    }

    private sealed class TextConverter : EventFieldConverter<string>
    {
        public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

        public override string Read(ref Utf8JsonReader reader) => reader.GetString()!;
    }

    private sealed class NumberConverter : EventFieldConverter<decimal>
    {
        public override void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);

        public override decimal Read(ref Utf8JsonReader reader) => reader.GetDecimal();
    }

    private sealed class AnythingConverter : EventFieldConverter<string>
    {
        public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

        public override string Read(ref Utf8JsonReader reader) => "x";
    }
}
