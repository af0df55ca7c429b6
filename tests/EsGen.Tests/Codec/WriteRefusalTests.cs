using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
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
    public void Uris_that_keep_a_path_that_would_come_back_otherwise() => AssertRefused(
        new Uri("http://a/secret/%2e%2e/b", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }),
        static (writer, value) => writer.WriteUri(value));

    [Fact]
    public void Elements_and_keys_that_only_a_comparer_tells_apart()
    {
        EqualityComparer<decimal> byScale = EqualityComparer<decimal>.Create(static (x, y) => x == y && x.Scale == y.Scale, static value => value.Scale);
        HashSet<decimal> decimals = new(byScale) { 1m, 1.0m };
        foreach (IReadOnlySet<decimal> set in (IReadOnlySet<decimal>[])[decimals, new ReadOnlySet<decimal>(decimals), decimals.ToFrozenSet(byScale), decimals.ToImmutableHashSet(byScale), EventField.CopyHashSet(decimals)])
        {
            AssertRefused(set, static (writer, value) => writer.WriteSet(value, static (writer, value) => writer.WriteDecimal(value)));
        }

        Dictionary<string, int> words = new(ReferenceEqualityComparer.Instance) { [new string("secret")] = 1, [new string("secret")] = 2 };
        foreach (IReadOnlyDictionary<string, int> dictionary in (IReadOnlyDictionary<string, int>[])[words, words.AsReadOnly(), words.ToFrozenDictionary(words.Comparer), words.ToImmutableDictionary(words.Comparer)])
        {
            AssertRefused(dictionary, static (writer, value) => writer.WriteDictionary(value, static (writer, value) => writer.WriteString(value), static (writer, value) => writer.WriteInt32(value)));
        }

        ArgumentException exception = Assert.Throws<ArgumentException>(() => OneField.Write(
            (List<HashSet<decimal>>)[[1m], decimals],
            static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteSet(value, static (writer, value) => writer.WriteDecimal(value)))));
        Assert.Contains("'value[1]' has elements or keys that only its comparer tells apart", exception.Message, StringComparison.Ordinal);
    }

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
            Assert.Contains("beyond the 1000 bytes", Assert.Throws<ArgumentException>(() => write(writer)).Message, StringComparison.Ordinal);
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

    public static TheoryData<string, Action<EventDataWriter>> Places { get; } = new()
    {
        { "value", static writer => writer.WriteDouble(double.NaN) },
        { "value[2]", static writer => writer.WriteArray([1, 2, double.NaN, 4], WriteDouble) },
        { "value[1]", static writer => writer.WriteReadOnlyList(["a", "ab\ud800"], static (writer, value) => writer.WriteString(value)) },
        { "value[0][1]", static writer => writer.WriteArray<double[]>([[1, double.NaN]], static (writer, value) => writer.WriteArray(value, WriteDouble)) },
        { "value[1].größe", static writer => writer.WriteList([1, double.NaN], static (writer, value) => WriteObject(writer, "größe", value)) },
        { "value.inner.amount", static writer => WriteNested(writer, ["inner"], double.NaN) },
        { "value.last", static writer => { writer.BeginObject(0); WriteMember(writer, "first"u8, static writer => WriteNested(writer, ["a", "b"], 1)); WriteMember(writer, "last"u8, static writer => writer.WriteDouble(double.NaN)); } },
        { "value[…].amount", static writer => writer.WriteDictionary(new Dictionary<string, double> { ["secret"] = 1, ["secret2"] = double.NaN }, static (writer, key) => writer.WriteString(key), static (writer, value) => WriteObject(writer, "amount", value)) },
        { "value[…]", static writer => writer.WriteDictionary(new Dictionary<string, double> { ["secret"] = 1, ["secret\ud800"] = 1 }, static (writer, key) => writer.WriteString(key), WriteDouble) },
        { "value[…]", static writer => writer.WriteDictionary(new Dictionary<int, double> { [7] = double.NaN }, static (writer, key) => writer.WriteInt32(key), WriteDouble) },
        { "value[1].inner", static writer => writer.WriteArray([false, true], static (writer, isLast) => { writer.BeginObject(0); writer.Name("inner"u8); writer.WriteDictionary(new Dictionary<int, int> { [1] = 1 }, static (writer, key) => writer.WriteInt32(key), static (writer, value) => writer.WriteInt32(value)); if (isLast) { writer.WriteDouble(double.NaN); } writer.EndObject(); }) },
        { "value[1]", static writer => writer.WriteArray<List<int>>([[1], [2, 1, 2]], static (writer, value) => writer.WriteSet(value, static (writer, value) => writer.WriteInt32(value))) },
        { "value[0]", static writer => writer.WriteArray([1m], static (writer, value) => writer.WriteConverted(value, new Failing())) },
        { "value[1]", static writer => writer.WriteArray([new string('a', 100), new string('b', 5000)], static (writer, value) => writer.WriteString(value)) },
        { "value[0]", static writer => writer.WriteArray<List<int>>([null!], static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteInt32(value))) },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void The_place_in_the_field_is_named(string place, Action<EventDataWriter> write)
    {
        EventDataWriter writer = EventDataWriter.Begin("Invoice.Paid", 4096);
        writer.Name("number"u8);
        writer.WriteArray([1, 2], static (writer, value) => writer.WriteInt32(value));
        writer.Name("value"u8);

        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => write(writer));

        Assert.Equal("value", exception.ParamName);
        Assert.StartsWith("'Invoice.Paid' can't be stored: its ", exception.Message, StringComparison.Ordinal);
        Assert.Contains($" its field '{place}' ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_converter_throws_is_told_without_the_value()
    {
        AssertRefused(1m, static (writer, value) => writer.WriteConverted(value, new Failing()));

        ArgumentException exception = Assert.Throws<ArgumentException>(() => OneField.Write(1m, static (writer, value) => writer.WriteConverted(value, new Failing())));
        Assert.Contains(typeof(Failing).ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Contains("System.FormatException", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
    }

    private static void WriteDouble(EventDataWriter writer, double value) => writer.WriteDouble(value);

    private static void WriteMember(EventDataWriter writer, ReadOnlySpan<byte> name, Action<EventDataWriter> write)
    {
        writer.Name(name);
        write(writer);
    }

    private static void WriteObject(EventDataWriter writer, string name, double value)
    {
        writer.BeginObject(0);
        WriteMember(writer, System.Text.Encoding.UTF8.GetBytes(name), writer => writer.WriteDouble(value));
        writer.EndObject();
    }

    private static void WriteNested(EventDataWriter writer, string[] names, double value)
    {
        if (names is [var name, .. var others])
        {
            writer.BeginObject(0);
            WriteMember(writer, System.Text.Encoding.UTF8.GetBytes(name), writer => WriteNested(writer, others, value));
            writer.EndObject();
        }
        else
        {
            WriteObject(writer, "amount", value);
        }
    }

    private sealed class Failing : EventFieldConverter<decimal>
    {
        public override decimal Read(ref System.Text.Json.Utf8JsonReader reader) => 0;

        public override void Write(System.Text.Json.Utf8JsonWriter writer, decimal value)
        {
            writer.WriteStartObject();
            throw new FormatException("secret");
        }
    }
}
