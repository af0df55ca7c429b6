using System.Collections.Frozen;
using System.Collections.Immutable;
using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>Replay makes no garbage: reading allocates the values and nothing else.</summary>
public class AllocationTests
{
    private static long Measure<T>(T value, FieldWriter<T> write, FieldReader<T> read)
    {
        ReadOnlyMemory<byte> data = OneField.Write(value, write);
        for (int round = 0; round < 100; round++)
        {
            OneField.Read(data, read);
        }

        // A collection that another test causes is counted to whoever runs; not every time.
        return Enumerable.Range(0, 10).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < 100; round++)
            {
                OneField.Read(data, read);
            }

            return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        });
    }

    [Fact]
    public void Value_types_are_read_without_allocating()
    {
        Assert.Equal(0, Measure(true, static (writer, value) => writer.WriteBoolean(value), static (ref reader) => reader.ReadBoolean()));
        Assert.Equal(0, Measure(int.MinValue, static (writer, value) => writer.WriteInt32(value), static (ref reader) => reader.ReadInt32()));
        Assert.Equal(0, Measure(ulong.MaxValue, static (writer, value) => writer.WriteUInt64(value), static (ref reader) => reader.ReadUInt64()));
        Assert.Equal(0, Measure(1.5f, static (writer, value) => writer.WriteSingle(value), static (ref reader) => reader.ReadSingle()));
        Assert.Equal(0, Measure(double.MaxValue, static (writer, value) => writer.WriteDouble(value), static (ref reader) => reader.ReadDouble()));
        Assert.Equal(0, Measure(decimal.MaxValue, static (writer, value) => writer.WriteDecimal(value), static (ref reader) => reader.ReadDecimal()));
        Assert.Equal(0, Measure('漢', static (writer, value) => writer.WriteChar(value), static (ref reader) => reader.ReadChar()));
        Assert.Equal(0, Measure(Guid.NewGuid(), static (writer, value) => writer.WriteGuid(value), static (ref reader) => reader.ReadGuid()));
        Assert.Equal(0, Measure(DateTime.UtcNow, static (writer, value) => writer.WriteDateTime(value), static (ref reader) => reader.ReadDateTime()));
        Assert.Equal(0, Measure(DateTimeOffset.Now, static (writer, value) => writer.WriteDateTimeOffset(value), static (ref reader) => reader.ReadDateTimeOffset()));
        Assert.Equal(0, Measure(DateOnly.MaxValue, static (writer, value) => writer.WriteDateOnly(value), static (ref reader) => reader.ReadDateOnly()));
        Assert.Equal(0, Measure(TimeOnly.MaxValue, static (writer, value) => writer.WriteTimeOnly(value), static (ref reader) => reader.ReadTimeOnly()));
        Assert.Equal(0, Measure(TimeSpan.MinValue, static (writer, value) => writer.WriteTimeSpan(value), static (ref reader) => reader.ReadTimeSpan()));
        Assert.Equal(0, Measure(Kind.Card, static (writer, value) => writer.WriteEnum(value), static (ref reader) => reader.ReadEnum<Kind>()));
        Assert.Equal(0, Measure(Days.Monday | Days.Friday, static (writer, value) => writer.WriteEnum(value), static (ref reader) => reader.ReadEnum<Days>()));
        Assert.Equal(0, Measure(
            (int?)5,
            static (writer, value) => writer.WriteNullable(value, static (writer, value) => writer.WriteInt32(value)),
            static (ref reader) => reader.ReadNullableValue(static (ref reader) => reader.ReadInt32())));
    }

    [Fact]
    public void A_string_allocates_itself()
    {
        const int Overhead = 22, Alignment = 8;     // header, method table, length and terminator
        string text = new('x', 100);

        Assert.Equal(
            (Overhead + (text.Length * sizeof(char)) + Alignment - 1) / Alignment * Alignment,
            Measure(text, static (writer, value) => writer.WriteString(value), static (ref reader) => reader.ReadString()));
    }

    [Fact]
    public void Writing_allocates_the_data()
    {
        FieldWriter<Days> write = static (writer, value) => writer.WriteEnum(value);
        ReadOnlyMemory<byte> data = OneField.Write(Days.Monday | Days.Friday, write);

        long allocated = Enumerable.Range(0, 10).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            OneField.Write(Days.Monday | Days.Friday, write);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.InRange(allocated, data.Length, data.Length + 32);
    }

    [Fact]
    public void A_copied_set_or_dictionary_is_not_hashed_again_to_be_written()
    {
        HashSet<int> set = [.. Enumerable.Range(0, Many)];
        Dictionary<int, int> dictionary = set.ToDictionary(static value => value);
        FieldWriter<int> write = static (writer, value) => writer.WriteInt32(value);

        AssertLittle(
            Allocated(() => OneField.Write(EventField.CopyReadOnlySet(set), (writer, value) => writer.WriteSet(value!, write)))
            - Allocated(() => OneField.Write(EventField.CopyHashSet(set), (writer, value) => writer.WriteSet(value!, write))));
        AssertLittle(
            Allocated(() => OneField.Write(EventField.CopyReadOnlyDictionary(dictionary), (writer, value) => writer.WriteDictionary(value!, write, write)))
            - Allocated(() => OneField.Write(EventField.CopyDictionary(dictionary), (writer, value) => writer.WriteDictionary(value!, write, write))));
    }

    [Fact]
    public void Sets_and_dictionaries_are_compared_without_a_copy()
    {
        HashSet<int> set = [.. Enumerable.Range(0, Many)];
        Dictionary<int, int> dictionary = set.ToDictionary(static value => value);
        IReadOnlySet<int>[] sets = [set, set.ToFrozenSet(), set.ToImmutableHashSet(), EventField.CopyReadOnlySet(set)];
        IReadOnlyDictionary<int, int>[] dictionaries =
            [dictionary, dictionary.ToFrozenDictionary(), dictionary.ToImmutableDictionary(), EventField.CopyReadOnlyDictionary(dictionary)];

        Assert.All(sets, left => Assert.All(sets, right => AssertLittle(Allocated(() => Assert.True(EventField.EqualSets(left, right))))));
        Assert.All(
            dictionaries,
            left => Assert.All(dictionaries, right => AssertLittle(Allocated(() => Assert.True(EventField.EqualDictionaries(left, right))))));
    }

    private const int Many = 2_000;

    /// <summary>Not another hash table, that is.</summary>
    private static void AssertLittle(long allocated) => Assert.InRange(allocated, -Many, Many);

    // The least of ten: a collection that another test causes is counted to whoever runs.
    private static long Allocated(Action action) => Enumerable.Range(0, 10).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
