using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    [Fact] // O1
    public void An_empty_store_has_no_notifications()
    {
        Assert.Empty(Strategy.GetNotifications(0, 10));
        Assert.Equal(0, Strategy.LastNotificationId);
    }

    [Fact] // O2, O10
    public void Ids_count_from_one_in_the_order_of_the_items()
    {
        Strategy.Append(Item(Sequence, 0), Item(OtherSequence, 0));
        Assert.Equal(2, Strategy.LastNotificationId);

        Strategy.Append(Item(Sequence, 1));
        Assert.Equal(3, Strategy.LastNotificationId);
        Assert.Equal(
            [new(1, Item(Sequence, 0)), new(2, Item(OtherSequence, 0)), new(3, Item(Sequence, 1))],
            Strategy.GetNotifications(0, 10));
    }

    [Fact]
    public async Task The_notification_of_a_position_is_found_and_that_of_none_is_null()
    {
        Assert.Null(Strategy.GetNotification(Sequence, 0));
        Strategy.Append(Items(OtherSequence, 600));
        Strategy.Append(Item(Sequence, 0), Item(Sequence, 1));

        // As the store does it, and as one would that has nothing of its own for it.
        foreach (IActiveRecordStrategy strategy in (IActiveRecordStrategy[])[Strategy, new CountingStrategy(Strategy)])
        {
            (Guid, long, long)[] known = [(OtherSequence, 0, 1), (OtherSequence, 599, 600), (Sequence, 0, 601), (Sequence, 1, 602)];
            foreach ((Guid id, long position, long expected) in known)
            {
                Assert.Equal(new Notification(expected, Item(id, position)), strategy.GetNotification(id, position));
                Assert.Equal(new Notification(expected, Item(id, position)), await strategy.GetNotificationAsync(id, position));
            }

            Assert.Null(strategy.GetNotification(Sequence, 2));
            Assert.Null(await strategy.GetNotificationAsync(Guid.NewGuid(), 0));
        }
    }

    [Fact]
    public async Task Notifications_come_without_blocking_too()
    {
        Strategy.Append(Items(Sequence, 5));

        foreach (IActiveRecordStrategy strategy in (IActiveRecordStrategy[])[Strategy, new CountingStrategy(Strategy)])
        {
            Assert.Equal(Strategy.GetNotifications(1, 3), await strategy.GetNotificationsAsync(1, 3));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await strategy.GetNotificationsAsync(1, 0));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                await strategy.GetNotificationsAsync(1, 1, new CancellationToken(canceled: true)));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                await strategy.GetNotificationAsync(Sequence, 1, new CancellationToken(canceled: true)));
        }
    }

    [Fact] // O3
    public void A_refused_append_leaves_no_notification_and_no_gap()
    {
        Strategy.Append(Item(Sequence, 0));
        Assert.Throws<ConcurrencyException>(() => Strategy.Append(Item(OtherSequence, 0), Item(Sequence, 0)));
        Assert.Equal(1, Strategy.LastNotificationId);
        Assert.Single(Strategy.GetNotifications(0, 10));

        Strategy.Append(Item(Sequence, 1));
        Assert.Equal([1L, 2L], Strategy.GetNotifications(0, 10).Select(notification => notification.Id));
    }

    [Fact] // O4
    public void Notifications_have_all_of_their_items()
    {
        SequencedItem[] items =
        [
            Item(Sequence, 0, "A.Created"), Item(OtherSequence, 0, "B.Created") with { Metadata = "{}"u8.ToArray() },
            Item(Sequence, 1, "A.Discarded"),
        ];
        Strategy.Append(items);

        Assert.Equal(items, Strategy.GetNotifications(0, 10).Select(notification => notification.Item));
    }

    [Theory] // O5, O9
    [InlineData(0, 1, new long[] { 1 })]
    [InlineData(1, 1, new long[] { 2 })]
    [InlineData(1, 2, new long[] { 2, 3 })]
    [InlineData(2, 10, new long[] { 3 })]
    [InlineData(3, 10, new long[0])]
    [InlineData(4, 10, new long[0])]
    [InlineData(long.MaxValue, 10, new long[0])]
    [InlineData(-1, 10, new long[] { 1, 2, 3 })]
    [InlineData(long.MinValue, 2, new long[] { 1, 2 })]
    public void Notifications_after_an_id_up_to_a_limit(long after, int limit, long[] expected)
    {
        Strategy.Append(Items(Sequence, 3));

        Assert.Equal(expected, Strategy.GetNotifications(after, limit).Select(notification => notification.Id));
    }

    [Fact] // O11
    public async Task Many_writers_and_readers_at_once_see_a_log_without_gaps()
    {
        const int Writers = 10;
        const int Batches = 20;
        const int BatchSize = 20;
        const int Total = Writers * Batches * BatchSize;

        var writers = Enumerable.Range(0, Writers).Select(writer => writer % 2 == 0
            ? OnOwnThread(() =>
            {
                foreach (var batch in Items(Guid.NewGuid(), Batches * BatchSize).Chunk(BatchSize))
                {
                    Strategy.Append(batch);
                    Assert.Equal(batch, Strategy.GetItems(batch[0].SequenceId, gte: batch[0].Position));
                }
            })
            : Task.Run(async () =>
            {
                foreach (var batch in Items(Guid.NewGuid(), Batches * BatchSize).Chunk(BatchSize))
                {
                    await Strategy.AppendAsync(batch);
                    Assert.Equal(batch, await Strategy.GetItemsAsync(batch[0].SequenceId, gte: batch[0].Position));
                }
            }));
        var readers = Enumerable.Range(0, 2).Select(_ => OnOwnThread(() =>
        {
            for (var last = 0L; last < Total;)
            {
                foreach (var notification in Strategy.GetNotifications(last, 50))
                {
                    Assert.Equal(++last, notification.Id);
                }

                Assert.True(last <= Strategy.LastNotificationId);
            }
        }));

        await Task.WhenAll(writers.Concat(readers).ToList()).WaitAsync(TimeSpan.FromMinutes(1));

        var log = Strategy.GetNotifications(0, int.MaxValue);
        Assert.Equal(Total, log.Count);
        Assert.All(log.Chunk(BatchSize), batch =>
            Assert.Equal(
                Items(batch[0].Item.SequenceId, BatchSize, batch[0].Item.Position),
                batch.Select(notification => notification.Item)));
    }

    [Fact] // O12
    public async Task Racing_batches_are_not_interleaved()
    {
        var appends = new[] { Sequence, OtherSequence }.Select(sequence => OnOwnThread(() => Strategy.Append(Items(sequence, 1000))))
            .ToList();
        await Task.WhenAll(appends);

        var sequences = Strategy.GetNotifications(0, int.MaxValue).Select(notification => notification.Item.SequenceId).ToList();
        Assert.Equal(2000, sequences.Count);
        Assert.Single(sequences.Take(1000).Distinct());
        Assert.Single(sequences.Skip(1000).Distinct());
    }
}
