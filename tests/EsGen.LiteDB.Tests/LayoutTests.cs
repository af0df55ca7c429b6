using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>What the layout promises about the cost of writing, and about events that are just being folded.</summary>
public sealed class LayoutTests
{
    private static readonly Guid Sequence = Guid.NewGuid();

    [Fact]
    public void One_event_is_one_page_of_log_and_a_little_for_folding()
    {
        TestFiles files = new() { CheckpointPages = 100_000, RecentLength = 1 << 16 };
        using var datastore = files.Open();
        for (var id = 1; id <= 2000; id++)
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Item(id));
        }

        Assert.InRange(files.LogLength / LogFrame.Length, 2000, 3600);
    }

    [Fact]
    public void Huge_events_are_written_once_in_each_order_however_many_small_ones_are_between()
    {
        const int Huge = 1 << 20;
        TestFiles files = new() { CheckpointPages = 100_000 };
        using var datastore = files.Open();
        for (var position = 0; position < 40; position++)
        {
            datastore.ActiveRecordStrategy.Append(Item(position, position % 2 == 0 ? Huge : 100));
        }

        Assert.InRange(files.LogLength, 2 * 20 * Huge, 2.2 * 20 * Huge);
        Assert.Equal(Item(38, Huge), datastore.ActiveRecordStrategy.GetItem(Sequence, 38));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(static position => (long)position),
            datastore.ActiveRecordStrategy.GetItems(Sequence).Select(static item => item.Position));
        datastore.Verify();
    }

    [Fact]
    public void A_list_that_was_read_stays_as_it_was_while_more_is_appended_and_folded()
    {
        TestFiles files = new() { RecentLength = 4000 };
        using var datastore = files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        List<IReadOnlyList<SequencedItem>> lists = [];
        for (var position = 0; position < 100; position++)
        {
            strategy.Append(Item(position, 150));
            lists.Add(strategy.GetItems(Sequence));
            lists.Add([.. strategy.GetNotifications(0, 1000).Select(static notification => notification.Item)]);
        }

        for (var index = 0; index < lists.Count; index++)
        {
            Assert.Equal(Enumerable.Range(0, (index / 2) + 1).Select(static position => Item(position, 150)), lists[index]);
        }
    }

    [Fact]
    public void Reading_a_sequence_again_allocates_less_than_64_bytes_an_event()
    {
        const int Count = 1000;
        TestFiles files = new();
        using var datastore = files.Open();
        datastore.ActiveRecordStrategy.Append([.. Enumerable.Range(0, Count).Select(static position => Item(position, 200))]);

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var length = 0;
            foreach (var item in datastore.ActiveRecordStrategy.GetItems(Sequence))
            {
                length += item.Data.Length;
            }

            Assert.Equal(Count * 200, length);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(Enumerable.Range(0, 5).Min(_ => Allocated()), 0, 64 * Count);
    }

    private static SequencedItem Item(int position, int length)
    {
        var data = new byte[length];
        new Random(position).NextBytes(data);
        return new SequencedItem(Sequence, position, "Example.Created", data);
    }
}
