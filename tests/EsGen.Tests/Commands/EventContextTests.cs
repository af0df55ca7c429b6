using Xunit;

namespace EsGen.Tests.Commands;

public class EventContextTests
{
    private static readonly Guid s_id = Guid.CreateVersion7();
    private static readonly DateTimeOffset s_time = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

    [Fact]
    public void Contexts_are_equal_by_content_metadata_included()
    {
        EventContext context = new(s_id, 1, s_time, new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
        SequencedItem item = new(s_id, 1, "Machine.Noted", default) { Timestamp = s_time, Metadata = "{\"a\":\"1\",\"b\":\"2\"}"u8.ToArray() };

        Assert.Equal(context, new EventContext(item));
        Assert.True(context == new EventContext(item));
        Assert.Equal(context.GetHashCode(), new EventContext(item).GetHashCode());
        Assert.True(context.Equals((object)new EventContext(item)));
        Assert.False(context.Equals("context"));
        Assert.True(context != new EventContext(Guid.CreateVersion7(), 1, s_time, context.Metadata));
        Assert.True(context != new EventContext(s_id, 2, s_time, context.Metadata));
        Assert.True(context != new EventContext(s_id, 1, s_time.AddTicks(1), context.Metadata));
        Assert.True(context != new EventContext(s_id, 1, s_time));
    }

    [Fact]
    public void The_time_is_in_utc()
    {
        EventContext context = new(s_id, 0, s_time);

        Assert.Equal((s_time.UtcDateTime, TimeSpan.Zero), (context.Timestamp.DateTime, context.Timestamp.Offset));
        Assert.Empty(context.Metadata);
    }
}
