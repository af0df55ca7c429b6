using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    [Fact] // R1
    public void An_unknown_sequence_has_no_items() => Assert.Empty(Strategy.GetItems(Sequence));

    [Theory, MemberData(nameof(Positions))] // R2
    public void What_was_appended_is_read_back(long p1, long p2, long p3)
    {
        foreach (var position in new[] { p1, p2, p3 })
        {
            Strategy.Append(Item(Sequence, position));
        }

        Assert.Equal([Item(Sequence, p1), Item(Sequence, p2), Item(Sequence, p3)], Strategy.GetItems(Sequence));
    }

    [Fact] // R2
    public async Task What_was_appended_asynchronously_is_read_back()
    {
        await Strategy.AppendAsync([Item(Sequence, 0)]);
        await Strategy.AppendAsync([Item(Sequence, 1)]);

        Assert.Equal([Item(Sequence, 0), Item(Sequence, 1)], await Strategy.GetItemsAsync(Sequence));
    }

    [Theory, MemberData(nameof(Positions))] // R3
    public void Another_sequence_has_positions_of_its_own(long p1, long p2, long p3)
    {
        Strategy.Append(Item(Sequence, p1), Item(Sequence, p2), Item(Sequence, p3));
        Strategy.Append(Item(OtherSequence, p1), Item(OtherSequence, p3));

        Assert.Equal([Item(Sequence, p1), Item(Sequence, p2), Item(Sequence, p3)], Strategy.GetItems(Sequence));
        Assert.Equal([Item(OtherSequence, p1), Item(OtherSequence, p3)], Strategy.GetItems(OtherSequence));
    }

    [Fact] // R3
    public void Sequences_whose_ids_differ_in_one_byte_are_kept_apart()
    {
        var ids = Enumerable.Range(0, 16).Select(index =>
        {
            var bytes = Sequence.ToByteArray();
            bytes[index] ^= 0x80;
            return new Guid(bytes);
        }).Append(Guid.Empty).ToList();

        ids.ForEach(id => Strategy.Append(Item(id, 0)));

        Assert.Empty(Strategy.GetItems(Sequence));
        Assert.All(ids, id => Assert.Equal([Item(id, 0)], Strategy.GetItems(id)));
    }

    [Theory, MemberData(nameof(Positions))] // R4, R5
    public void An_item_is_found_by_its_position_and_nothing_where_there_is_none(long p1, long p2, long p3)
    {
        Strategy.Append(Item(Sequence, p1), Item(Sequence, p3));

        Assert.Equal(Item(Sequence, p1), Strategy.GetItem(Sequence, p1));
        Assert.Equal(Item(Sequence, p3), Strategy.GetItem(Sequence, p3));
        Assert.Null(Strategy.GetItem(Sequence, p2));
        Assert.Null(Strategy.GetItem(OtherSequence, p1));
    }

    [Theory, MemberData(nameof(Positions))] // R6, R8
    public async Task A_taken_position_is_refused_and_keeps_what_it_has(long p1, long p2, long p3)
    {
        var stored = Item(Sequence, p1);
        var rival = new SequencedItem(Sequence, p1, "Example.FooChanged", "{}"u8.ToArray());
        Strategy.Append(stored);

        AssertTaken(stored, Assert.Throws<ConcurrencyException>(() => Strategy.Append(rival)));
        AssertTaken(stored, await Assert.ThrowsAsync<ConcurrencyException>(async () => await Strategy.AppendAsync([rival])));
        AssertTaken(stored, Assert.Throws<ConcurrencyException>(() => Strategy.Append(stored)));
        Assert.Equal([stored], Strategy.GetItems(Sequence));

        Strategy.Append(Item(Sequence, p2), Item(Sequence, p3));
        Assert.Equal(3, Strategy.GetItems(Sequence).Count);
    }

    [Theory, MemberData(nameof(Positions))] // R7, R8
    public async Task A_batch_with_one_taken_position_stores_nothing(long p1, long p2, long p3)
    {
        var stored = Item(Sequence, p1);
        Strategy.Append(stored);
        SequencedItem[] batch = [Item(Sequence, p1), Item(Sequence, p2), Item(Sequence, p3)];

        AssertTaken(stored, Assert.Throws<ConcurrencyException>(() => Strategy.Append(batch)));
        AssertTaken(stored, await Assert.ThrowsAsync<ConcurrencyException>(async () => await Strategy.AppendAsync(batch)));

        Assert.Equal([stored], Strategy.GetItems(Sequence));
    }

    [Theory, MemberData(nameof(Positions))] // R34
    public void A_conflict_in_the_middle_of_a_batch_is_named(long p1, long p2, long p3)
    {
        Strategy.Append(Item(Sequence, p2));
        Strategy.Append(Item(OtherSequence, 5), Item(OtherSequence, 6));

        var exception = Assert.Throws<ConcurrencyException>(() => Strategy.Append(
            Item(OtherSequence, 7), Item(Sequence, p1), Item(Sequence, p2), Item(Sequence, p3), Item(OtherSequence, 6)));

        AssertTaken(Item(Sequence, p2), exception);
        Assert.Contains(Sequence.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Contains(p2.ToString(System.Globalization.CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
        Assert.Single(Strategy.GetItems(Sequence));
    }

    [Fact] // R9
    public async Task An_empty_append_changes_nothing()
    {
        Strategy.Append();
        Strategy.Append([]);
        await Strategy.AppendAsync([]);

        Assert.Equal(0, Strategy.LastNotificationId);
    }

    [Theory, MemberData(nameof(Positions))] // R10
    public void A_batch_is_stored_in_one_go(long p1, long p2, long p3)
    {
        Strategy.Append(Item(Sequence, p1, "First"));
        Strategy.Append(Item(Sequence, p2, "Second"), Item(Sequence, p3, "Third"));

        Assert.Equal([Item(Sequence, p1, "First"), Item(Sequence, p2, "Second"), Item(Sequence, p3, "Third")], Strategy.GetItems(Sequence));
    }

    [Theory, MemberData(nameof(Positions))]
    public void A_batch_may_have_its_positions_in_any_order(long p1, long p2, long p3)
    {
        Strategy.Append(Item(Sequence, p3), Item(Sequence, p1));
        Strategy.Append(Item(Sequence, p2));

        Assert.Equal([p1, p2, p3], Strategy.GetItems(Sequence).Select(item => item.Position));
        Assert.Equal([p3, p1, p2], Strategy.GetNotifications(0, 10).Select(notification => notification.Item.Position));
    }

    [Theory, MemberData(nameof(Positions))] // R30
    public async Task A_position_twice_in_one_batch_is_refused(long p1, long p2, long p3)
    {
        SequencedItem[] batch =
            [Item(Sequence, p1), Item(Sequence, p2), Item(OtherSequence, p2), Item(Sequence, p2, "Again"), Item(Sequence, p3)];

        AssertTaken(batch[3], Assert.Throws<ConcurrencyException>(() => Strategy.Append(batch)));
        AssertTaken(batch[3], await Assert.ThrowsAsync<ConcurrencyException>(async () => await Strategy.AppendAsync(batch)));

        Assert.Equal(0, Strategy.LastNotificationId);
        Assert.Empty(Strategy.GetItems(Sequence));
    }

    [Theory, MemberData(nameof(Positions))] // R36
    public void A_conflict_in_the_second_sequence_stores_nothing_in_the_first(long p1, long p2, long p3)
    {
        Strategy.Append(Item(OtherSequence, p2));

        AssertTaken(Item(OtherSequence, p2), Assert.Throws<ConcurrencyException>(() => Strategy.Append(
            Item(Sequence, p1), Item(Sequence, p2), Item(OtherSequence, p2), Item(OtherSequence, p3))));

        Assert.Empty(Strategy.GetItems(Sequence));
        Assert.Single(Strategy.GetItems(OtherSequence));
    }

    [Fact]
    public async Task Of_many_racing_for_one_position_exactly_one_wins()
    {
        for (var position = 0; position < 5; position++)
        {
            var item = Item(Sequence, position);
            var attempts = Enumerable.Range(0, 8).Select(index => index % 2 == 0
                ? OnOwnThread(() => Strategy.Append(item))
                : Task.Run(async () => await Strategy.AppendAsync([item]))).ToList();

            var failures = 0;
            foreach (var attempt in attempts)
            {
                failures += await Record.ExceptionAsync(() => attempt) is ConcurrencyException ? 1 : 0;
            }

            Assert.Equal(7, failures);
            Assert.Equal(position + 1, Strategy.GetItems(Sequence).Count);
        }
    }

    [Fact]
    public async Task A_list_may_change_once_the_append_has_been_called()
    {
        List<SequencedItem> items = [.. Items(Sequence, 20)];
        var append = Strategy.AppendAsync(items);
        items.Clear();
        await append;

        Assert.Equal(Items(Sequence, 20), Strategy.GetItems(Sequence));
    }

    [Fact]
    public async Task An_append_cancelled_beforehand_stores_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Strategy.AppendAsync([Item(Sequence, 0)], new CancellationToken(canceled: true)));

        Assert.Equal(0, Strategy.LastNotificationId);
        await Strategy.AppendAsync([Item(Sequence, 0)]);
        Assert.Equal(1, Strategy.LastNotificationId);
    }

    [Fact]
    public async Task A_cancelled_append_is_stored_whole_or_refused()
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var sequence = Guid.NewGuid();
            using CancellationTokenSource source = new();
            var append = Task.Run(async () => await Strategy.AppendAsync(Items(sequence, 5), source.Token));
            source.CancelAfter(TimeSpan.FromMicroseconds(attempt * 100));
            var exception = await Record.ExceptionAsync(() => append);

            Assert.True(exception is null or OperationCanceledException, exception?.ToString());
            Assert.Equal(exception is null ? 5 : 0, Strategy.GetItems(sequence).Count);
        }
    }

    [Fact]
    public async Task No_list_at_all_is_an_argument_error()
    {
        Assert.Throws<ArgumentNullException>(() => Strategy.Append(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Strategy.AppendAsync(null!));

        // At once: not only when somebody awaits it.
        Assert.Throws<ArgumentNullException>(() => { _ = Strategy.AppendAsync(null!).AsTask(); });
        Assert.ThrowsAny<ArgumentException>(() => { _ = Strategy.AppendAsync([Item(Sequence, 0, null!)]).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Strategy.GetItemsAsync(Sequence, limit: 0).AsTask(); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Strategy.GetNotificationsAsync(0, 0).AsTask(); });
        Assert.Equal(0, Strategy.LastNotificationId);
    }
}
