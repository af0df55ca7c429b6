using System.Numerics;
using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>What could not be read back as the same value is refused before it becomes history.</summary>
public class WriteRefusalTests
{
    private static void AssertRefused<T>(T value, FieldWriter<T> write)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => OneField.Write(value, write));

        Assert.Equal("value", exception.ParamName);
        Assert.Contains("'Account.Deposited'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'value'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_that_json_cant_hold(double value)
    {
        AssertRefused(value, static (writer, value) => writer.WriteDouble(value));
        AssertRefused((float)value, static (writer, value) => writer.WriteSingle(value));
    }

    [Fact]
    public void Lone_surrogates()
    {
        // Not InlineData: attributes store their strings in UTF-8, which can't hold them either.
        foreach (string text in (string[])["secret\ud800", "\ud800secret", "secret\udc00", "\udc00\ud800", "😀\ud83d", "\ud800\ud83d\ude00"])
        {
            AssertRefused(text, static (writer, value) => writer.WriteString(value));
        }

        AssertRefused('\ud800', static (writer, value) => writer.WriteChar(value));
        AssertRefused('\udc00', static (writer, value) => writer.WriteChar(value));
    }

    [Fact]
    public void Nulls()
    {
        AssertRefused((string)null!, static (writer, value) => writer.WriteString(value));
        AssertRefused((Uri)null!, static (writer, value) => writer.WriteUri(value));
        AssertRefused((byte[])null!, static (writer, value) => writer.WriteBytes(value));
        AssertRefused((List<int>)null!, static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt32(value)));
        AssertRefused((int[])null!, static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt32(value)));
        AssertRefused((IReadOnlyList<int>)null!, static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt32(value)));
        AssertRefused((string[])["secret", null!], static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteString(value)));
    }

    [Fact]
    public void Local_times() => AssertRefused(
        DateTime.SpecifyKind(new DateTime(2026, 1, 1), DateTimeKind.Local),
        static (writer, value) => writer.WriteDateTime(value));

    [Fact]
    public void Enum_values_without_a_name()
    {
        AssertRefused((Kind)99, static (writer, value) => writer.WriteEnum(value));
        AssertRefused((Kind)(-1), static (writer, value) => writer.WriteEnum(value));
        AssertRefused(Days.Monday | (Days)64, static (writer, value) => writer.WriteEnum(value));
    }

    [Fact]
    public void Relative_uris_that_would_come_back_absolute() =>
        AssertRefused(new Uri(@"C:\secret", UriKind.Relative), static (writer, value) => writer.WriteUri(value));

    [Fact]
    public void What_is_far_too_large_is_refused_before_memory_is_taken_for_it()
    {
        string text = new('a', 5_000_000);
        byte[] bytes = new byte[5_000_000];
        foreach (Action<EventDataWriter> write in (Action<EventDataWriter>[])[writer => writer.WriteString(text), writer => writer.WriteBytes(bytes), writer => writer.WriteMemory(bytes)])
        {
            EventDataWriter writer = EventDataWriter.Begin("Invoice.Paid", 1000);
            writer.Name("value"u8);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("more than 1000 bytes", Assert.Throws<ArgumentException>(() => write(writer)).Message, StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void Integers_of_more_than_ten_thousand_digits()
    {
        BigInteger first = BigInteger.Pow(10, 10_000);
        AssertRefused(first, static (writer, value) => writer.WriteBigInteger(value));
        AssertRefused(-first, static (writer, value) => writer.WriteBigInteger(value));
        Assert.Equal(1 - first, OneField.RoundTrip(1 - first, static (writer, value) => writer.WriteBigInteger(value), static (ref reader) => reader.ReadBigInteger()));
        Assert.Equal(first - 1, OneField.RoundTrip(first - 1, static (writer, value) => writer.WriteBigInteger(value), static (ref reader) => reader.ReadBigInteger()));
    }

    [Fact]
    public void The_field_is_the_one_that_was_named_last()
    {
        EventDataWriter writer = EventDataWriter.Begin("Invoice.Paid", int.MaxValue);
        writer.Name("amount"u8);
        writer.WriteDecimal(1);
        writer.Name("größeEinesFeldesMitEinemNamenDerLängerIstAlsSonst"u8);

        Assert.Equal("größeEinesFeldesMitEinemNamenDerLängerIstAlsSonst", Assert.Throws<ArgumentNullException>(() => writer.WriteString(null!)).ParamName);
    }
}
