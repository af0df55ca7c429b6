using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    private const string Follower = "policy:invoicing";

    /// <summary>Names that a store may take for one another, or can't keep without care.</summary>
    public static TheoryData<string> TrackingNames =>
    [
        Follower, "Policy:invoicing", "policy:invoicing ", "policy", " ", "e\u0301", "\u00E9", "\u017Ftra\u00DFe", "例.🎉",
        "'; DROP TABLE --", "$.k\\\"{}\r\n\t%_",
        new string('n', Tracking.MaxNameLength), new string('例', Tracking.MaxNameLength),
    ];

    [Fact] // K1, K2
    public async Task A_tracking_is_kept_by_name_and_none_is_null()
    {
        Assert.Null(Strategy.GetTracking(Follower));
        Assert.Null(await Strategy.GetTrackingAsync(Follower));

        Strategy.Append([Item(Sequence, 0)], new Tracking(Follower, 21));
        await Strategy.AppendAsync([Item(Sequence, 1)], new Tracking("other", 21));
        await Strategy.AppendAsync([Item(Sequence, 2)], new Tracking(Follower, 22));

        Assert.Equal((22, 21), (Strategy.GetTracking(Follower), Strategy.GetTracking("other")));
        Assert.Equal((22, 21), (await Strategy.GetTrackingAsync(Follower), await Strategy.GetTrackingAsync("other")));
        Assert.Null(Strategy.GetTracking("third"));
        Assert.Equal(Items(Sequence, 3), Strategy.GetItems(Sequence));
    }

    [Theory] // K1, K3, K4, K6
    [InlineData(21)]
    [InlineData(20)]
    [InlineData(0)]
    public async Task A_tracking_that_is_not_ahead_is_refused_and_nothing_is_stored(long id)
    {
        Strategy.Append([Item(Sequence, 0)], new Tracking(Follower, 21));
        Tracking tracking = new(Follower, id);

        AssertBehind(id, Assert.Throws<TrackingConflictException>(() => Strategy.Append([Item(Sequence, 1)], tracking)));
        AssertBehind(
            id,
            await Assert.ThrowsAsync<TrackingConflictException>(async () => await Strategy.AppendAsync([Item(Sequence, 1)], tracking)));
        AssertBehind(id, Assert.Throws<TrackingConflictException>(() => Strategy.Append([], tracking)));
        AssertBehind(id, await Assert.ThrowsAsync<TrackingConflictException>(async () => await Strategy.AppendAsync([], tracking)));

        Assert.Equal((21, 1), (Strategy.GetTracking(Follower), Strategy.LastNotificationId));
        Strategy.Append([Item(Sequence, 1)], new Tracking(Follower, 30));
        Assert.Equal((30, 2), (Strategy.GetTracking(Follower), Strategy.LastNotificationId));

        static void AssertBehind(long offered, TrackingConflictException conflict)
        {
            Assert.Equal((Follower, 21, offered), (conflict.Name, conflict.StoredId, conflict.OfferedId));
            Assert.IsNotType<ConcurrencyException>(conflict, exactMatch: false);
        }
    }

    [Fact] // K7
    public async Task A_taken_position_keeps_the_tracking_from_being_stored()
    {
        Strategy.Append([Item(Sequence, 0)], new Tracking(Follower, 5));

        AssertTaken(Item(Sequence, 0), Assert.Throws<ConcurrencyException>(
            () => Strategy.Append([Item(OtherSequence, 0), Item(Sequence, 0)], new Tracking(Follower, 6))));
        AssertTaken(Item(Sequence, 0), await Assert.ThrowsAsync<ConcurrencyException>(
            async () => await Strategy.AppendAsync([Item(Sequence, 0)], new Tracking("other", 6))));

        Assert.Equal((5, null), (Strategy.GetTracking(Follower), Strategy.GetTracking("other")));
        Assert.Equal(1, Strategy.LastNotificationId);
    }

    [Fact]
    public async Task Where_both_conflict_it_is_the_tracking_s()
    {
        Strategy.Append([Item(Sequence, 0)], new Tracking(Follower, 5));

        // As a caller does whose answer was lost.
        Assert.Throws<TrackingConflictException>(() => Strategy.Append([Item(Sequence, 0)], new Tracking(Follower, 5)));
        await Assert.ThrowsAsync<TrackingConflictException>(
            async () => await Strategy.AppendAsync([Item(Sequence, 0)], new Tracking(Follower, 5)));
    }

    [Fact] // K8
    public async Task A_tracking_may_come_alone_and_items_without_one()
    {
        Assert.Equal(0, Strategy.Append([], new Tracking(Follower, 1)));
        Assert.Equal(0, await Strategy.AppendAsync([], new Tracking(Follower, 2)));
        Assert.Equal((2, 0), (Strategy.GetTracking(Follower), Strategy.LastNotificationId));

        Strategy.Append(Item(Sequence, 0));
        await Strategy.AppendAsync([Item(Sequence, 1)], CancellationToken.None);
        Assert.Equal((2, 2), (Strategy.GetTracking(Follower), Strategy.LastNotificationId));
    }

    [Fact]
    public async Task An_append_returns_its_last_notification()
    {
        Assert.Equal(0, Strategy.Append());
        Assert.Equal(2, Strategy.Append(Items(Sequence, 2)));
        Assert.Equal(3, await Strategy.AppendAsync([Item(Sequence, 2)]));
        Assert.Equal(5, Strategy.Append(Items(OtherSequence, 2), new Tracking(Follower, 1)));
        Assert.Equal(0, await Strategy.AppendAsync([]));
        Assert.Equal(5, await Strategy.GetLastNotificationIdAsync());
    }

    [Fact]
    public void The_first_tracking_may_be_of_nothing_and_the_largest_is_the_end()
    {
        Strategy.Append([], new Tracking(Follower, 0));
        Assert.Equal(0, Strategy.GetTracking(Follower));
        Assert.Throws<TrackingConflictException>(() => Strategy.Append([], new Tracking(Follower, 0)));

        Strategy.Append([], new Tracking(Follower, long.MaxValue));
        Assert.Equal(long.MaxValue, Strategy.GetTracking(Follower));
        Assert.Throws<TrackingConflictException>(() => Strategy.Append([], new Tracking(Follower, long.MaxValue)));
    }

    [Theory, MemberData(nameof(TrackingNames))]
    public void Names_are_compared_character_by_character(string name)
    {
        var others = ((IEnumerable<object[]>)TrackingNames).Select(static row => (string)row[0]).Where(other => other != name).ToList();
        for (var id = 0; id < others.Count; id++)
        {
            Strategy.Append([], new Tracking(others[id], id));
        }

        Assert.Null(Strategy.GetTracking(name));
        Strategy.Append([], new Tracking(name, 100));
        Assert.Equal(100, Strategy.GetTracking(name));
        Assert.Equal(Enumerable.Range(0, others.Count).Select(static id => (long?)id), others.Select(Strategy.GetTracking));
    }

    [Fact]
    public async Task What_is_no_tracking_is_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tracking(Follower, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tracking(Follower, 1) with { NotificationId = long.MinValue });
        foreach (var name in new[] { null, "", new string('n', Tracking.MaxNameLength + 1), "a\0", "half\uD83C" })
        {
            Assert.ThrowsAny<ArgumentException>(() => new Tracking(name!, 1));
            Assert.ThrowsAny<ArgumentException>(() => Strategy.GetTracking(name!));
            Assert.ThrowsAny<ArgumentException>(() => { _ = Strategy.GetTrackingAsync(name!).AsTask(); });
        }

        Assert.ThrowsAny<ArgumentException>(() => Strategy.Append([], default(Tracking)));
        Assert.ThrowsAny<ArgumentException>(() => { _ = Strategy.AppendAsync([], default(Tracking)).AsTask(); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Strategy.AppendAsync([], new Tracking(Follower, 1), new CancellationToken(canceled: true)));
        Assert.Null(Strategy.GetTracking(Follower));
    }

    [Fact]
    public async Task Of_many_racing_with_one_tracking_exactly_one_is_stored()
    {
        for (var id = 0; id < 5; id++)
        {
            Tracking tracking = new(Follower, id);
            var attempts = Enumerable.Range(0, 8).Select(index => index % 2 == 0
                ? OnOwnThread(() => Strategy.Append([Item(Guid.NewGuid(), 0)], tracking))
                : Task.Run(async () => await Strategy.AppendAsync([Item(Guid.NewGuid(), 0)], tracking))).ToList();

            var failures = 0;
            foreach (var attempt in attempts)
            {
                failures += await Record.ExceptionAsync(() => attempt) is TrackingConflictException ? 1 : 0;
            }

            Assert.Equal((7, id + 1L, id), (failures, Strategy.LastNotificationId, Strategy.GetTracking(Follower)));
        }
    }

    [Fact]
    public async Task Appends_that_race_with_ascending_trackings_are_each_stored_or_refused_by_themselves()
    {
        const int Count = 400;
        var appends = Enumerable.Range(1, Count).Select(id => Task.Run(async () =>
        {
            try
            {
                return (Id: id, Stored: await Strategy.AppendAsync([Item(Sequence, id)], new Tracking(Follower, id)));
            }
            catch (TrackingConflictException conflict)
            {
                Assert.True(conflict.StoredId > id);
                return (Id: id, Stored: 0);
            }
        })).ToList();
        var stored = (await Task.WhenAll(appends)).Where(static append => append.Stored > 0)
            .OrderBy(static append => append.Stored)
            .ToList();

        // In the order of the log the trackings ascend, and none without its item.
        Assert.Equal(stored.Select(static append => append.Id), stored.Select(static append => append.Id).Order());
        Assert.Equal(
            stored.Select(append => new Notification(append.Stored, Item(Sequence, append.Id))),
            Strategy.GetNotifications(0, Count));
        Assert.Equal(Count, Strategy.GetTracking(Follower));
    }

    [Fact]
    public async Task Who_sees_an_item_sees_its_tracking_and_the_other_way_round()
    {
        const int Count = 300;
        var writer = Task.Run(async () =>
        {
            for (var id = 1; id <= Count; id++)
            {
                await Strategy.AppendAsync([Item(Sequence, id)], new Tracking(Follower, id));
            }
        });
        await OnOwnThread(() =>
        {
            for (long seen = 0; seen < Count;)
            {
                seen = Strategy.LastNotificationId;
                var tracked = Strategy.GetTracking(Follower) ?? 0;
                Assert.InRange(tracked, seen, Count);
                Assert.InRange(Strategy.LastNotificationId, tracked, Count);
            }
        }).WaitAsync(TimeSpan.FromMinutes(5));
        await writer;
    }
}
