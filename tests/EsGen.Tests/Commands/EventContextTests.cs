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

    [Fact]
    public void The_notification_counts_and_is_null_unless_given()
    {
        EventContext context = new(s_id, 0, s_time);

        Assert.Null(context.NotificationId);
        Assert.Equal(5, (context with { NotificationId = 5 }).NotificationId);
        Assert.NotEqual(context, context with { NotificationId = 5 });
        Assert.Equal(context with { NotificationId = 5 }, new EventContext(s_id, 0, s_time) { NotificationId = 5 });
    }

    [Fact] // What is made with such an id is stored: it must never be another one.
    public void An_id_that_follows_from_the_event_stays_the_same_for_ever()
    {
        EventContext context = new(new Guid("00112233-4455-6677-8899-aabbccddeeff"), 7, s_time, new Dictionary<string, string> { ["user"] = "Ada" });

        Assert.Equal(new Guid("41292bea-bac9-8f9b-8884-40d92df0673e"), context.NewId("invoice"));
        Assert.Equal(new Guid("68afeea6-1179-8cce-997f-f9dde2f53cf7"), (context with { Policy = "Invoicing" }).NewId("invoice"));
        Assert.Equal(new Guid("79c196df-8d0e-8286-a23d-abbbb18bd320"), (context with { Ordinal = 1 }).NewId("invoice"));
        Assert.Equal(new Guid("fe4e93ee-a8bc-802c-9f93-d0719b73e2df"), (context with { NotificationId = 3 }).NewId("Mahnung für 例"));
        Assert.Equal((8, 2), (context.NewId("invoice").Version, context.NewId("invoice").Variant >> 2));
    }

    [Fact]
    public void Ids_of_other_events_policies_and_names_differ()
    {
        EventContext context = new(s_id, 1, s_time);
        Guid[] ids =
        [
            context.NewId("ab"), context.NewId(""), context.NewId("AB"), new EventContext(s_id, 2, s_time).NewId("ab"), new EventContext(Guid.NewGuid(), 1, s_time).NewId("ab"),
            (context with { Ordinal = 1 }).NewId("ab"), (context with { Policy = "a" }).NewId("ab"), (context with { Policy = "ab" }).NewId(""), (context with { Policy = "a" }).NewId("b"),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Throws<ArgumentNullException>(() => context.NewId(null!));
        Assert.Throws<ArgumentException>(() => context.NewId("half\uD83C"));
    }
}
