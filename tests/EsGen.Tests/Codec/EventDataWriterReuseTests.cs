using EsGen.CompilerServices;
using Xunit;

namespace EsGen.Tests.Codec;

/// <summary>The cached writer is one at a time's, whatever happens in between.</summary>
public class EventDataWriterReuseTests
{
    private static ReadOnlySpan<byte> One => """{"value":1}"""u8;

    [Fact]
    public void An_event_can_be_encoded_while_another_one_is()
    {
        ReadOnlyMemory<byte> inner = default;

        ReadOnlyMemory<byte> outer = OneField.Write(1, (writer, value) =>
        {
            inner = OneField.Write(2, (innerWriter, value) =>
            {
                Assert.NotSame(writer, innerWriter);
                innerWriter.WriteInt32(value);
            });
            writer.WriteInt32(value);
        });

        Assert.Equal(One, outer.Span);
        Assert.Equal("""{"value":2}"""u8, inner.Span);
        AssertClean();
    }

    [Fact]
    public void A_refused_value_leaves_nothing_behind()
    {
        for (int round = 0; round < 3; round++)
        {
            Assert.ThrowsAny<ArgumentException>(() => OneField.Write((string[])["left", null!], static (writer, value) => writer.WriteList(value, static (writer, value) => writer.WriteString(value))));
            AssertClean();
        }
    }

    [Fact]
    public void A_value_that_throws_leaves_nothing_behind()
    {
        Assert.Throws<TimeZoneNotFoundException>(() => OneField.Write(1, static (_, _) => throw new TimeZoneNotFoundException()));
        AssertClean();
    }

    [Fact]
    public void A_refused_value_inside_another_event_leaves_both_clean()
    {
        ReadOnlyMemory<byte> outer = OneField.Write(1, (writer, value) =>
        {
            Assert.ThrowsAny<ArgumentException>(() => OneField.Write(double.NaN, static (writer, value) => writer.WriteDouble(value)));
            writer.WriteInt32(value);
        });

        Assert.Equal(One, outer.Span);
        AssertClean();
    }

    [Fact]
    public void A_writer_that_was_left_is_not_handed_out_again()
    {
        EventDataWriter left = EventDataWriter.Begin(OneField.Topic, int.MaxValue);
        left.Name("left"u8);

        EventDataWriter next = EventDataWriter.Begin(OneField.Topic, int.MaxValue);

        Assert.NotSame(left, next);
        Assert.Equal("{}"u8, next.End().Span);
    }

    [Fact]
    public void A_writer_is_reused()
    {
        EventDataWriter first = EventDataWriter.Begin(OneField.Topic, int.MaxValue);
        first.End();

        EventDataWriter second = EventDataWriter.Begin(OneField.Topic, int.MaxValue);
        second.End();

        Assert.Same(first, second);
    }

    [Fact]
    public void A_huge_event_doesnt_stay_in_memory()
    {
        EventDataWriter huge = EventDataWriter.Begin(OneField.Topic, int.MaxValue);
        huge.Name("value"u8);
        huge.WriteString(new string('x', 1_000_000));
        huge.End();

        Assert.NotSame(huge, EventDataWriter.Begin(OneField.Topic, int.MaxValue));
    }

    [Fact]
    public async Task Threads_dont_share_writers() => await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
    {
        for (int round = 0; round < 1_000; round++)
        {
            int value = (number * 1_000) + round;
            Assert.Equal(value, OneField.RoundTrip(value, static (writer, value) => writer.WriteInt32(value), static (ref reader) => reader.ReadInt32()));
        }
    })));

    private static void AssertClean() => Assert.Equal(One, OneField.Write(1, static (writer, value) => writer.WriteInt32(value)).Span);
}
