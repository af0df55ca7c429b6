using Xunit;

namespace EsGen.LiteDB.Tests;

/// <summary>How much is folded at a time, and how much is left for the next opening.</summary>
public sealed class FoldingTests
{
    [Fact]
    public void A_queue_worked_off_in_order_leaves_little_to_read_and_to_fold_for_the_next_opening()
    {
        const int Orders = 80;
        TestFiles files = new() { CheckpointPages = 100_000, RecentLength = 1 << 15 };
        using (var datastore = files.Open())
        {
            for (var order = 0; order < Orders; order++)
            {
                datastore.ActiveRecordStrategy.Append(Item(order, 0, 100));
            }

            for (var order = 0; order < Orders; order++)
            {
                datastore.ActiveRecordStrategy.Append([.. Enumerable.Range(1, 20).Select(position => Item(order, position, 800))]);
                datastore.ActiveRecordStrategy.Append(Item(Orders + order, 0, 100));
            }
        }

        var reads = 0;
        files.Before = operation =>
        {
            if (operation is { Kind: FileOperationKind.Read, IsLog: false })
            {
                Interlocked.Increment(ref reads);
            }
        };
        using (var datastore = files.Open())
        {
            // Of hundreds.
            Assert.InRange(reads, 1, 80);
            datastore.ActiveRecordStrategy.Append(Item(0, 21, 800));
            Assert.InRange(files.LogLength / LogFrame.Length, 1, 40);
            datastore.Verify();
        }
    }

    [Fact]
    public void One_append_over_many_sequences_is_folded_in_many_transactions()
    {
        TestFiles files = new() { CheckpointPages = 100_000, RecentLength = 1 << 15 };
        using var datastore = files.Open();
        datastore.ActiveRecordStrategy.Append([.. Enumerable.Range(0, 2000).Select(static order => Item(order, 0, 100))]);

        // The writer does this after it has folded.
        datastore.ActiveRecordStrategy.Append(Item(0, 1, 100));

        var log = files.Log;
        List<int> transactions = [0];
        for (var offset = 0; offset + LogFrame.Length <= log.Length; offset += LogFrame.Length)
        {
            transactions[^1]++;
            if (DataPage.EndsTransaction(log.AsSpan(offset, DataPage.Length)))
            {
                transactions.Add(0);
            }
        }

        Assert.InRange(transactions.Count, 100, 2000);
        Assert.InRange(transactions.Skip(2).Max(), 1, 30);
        datastore.Verify();
    }

    [Fact]
    public void What_a_process_that_died_left_is_folded_some_at_a_time()
    {
        TestFiles files = new() { CheckpointPages = 100_000, RecentLength = 1 << 20 };
        TestFiles copy = new() { CheckpointPages = 100_000, RecentLength = 1 << 13 };
        using (var datastore = files.Open())
        {
            datastore.ActiveRecordStrategy.Append(NumberedItems.Items(1, 2000));
            (copy.Data, copy.Log) = files.Snapshot();
            copy.LogExists = true;
        }

        for (var opening = 0; opening < 2; opening++)
        {
            using var datastore = copy.Open();
            Assert.Equal(2000 + (20 * opening), NumberedItems.AssertExactPrefix(datastore));
        }
    }

    [Theory]
    [InlineData(0, 10, 2, 20)]
    [InlineData(10, 20, 5, 15, 30, 25)]
    [InlineData(20, 0, 10, 5, 30, 12, 25)]
    public void Positions_that_come_out_of_order_are_folded_between_closed_blocks(params int[] positions)
    {
        // Each of them closes a block, and is folded by the append that follows it.
        TestFiles files = new() { RecentLength = 0 };
        using (var datastore = files.Open())
        {
            foreach (var position in positions)
            {
                datastore.ActiveRecordStrategy.Append(Item(1, position, 7000), Item(1, position + 1, 500));
                datastore.ActiveRecordStrategy.Append(Item(2, position, 10));
                AssertInOrder(datastore, 1, [.. positions.TakeWhile(other => other != position).Append(position)]);
            }
        }

        using var again = files.Open();
        AssertInOrder(again, 1, positions);
        again.Verify();
    }

    private static void AssertInOrder(LiteDbDatastore datastore, int order, int[] positions)
    {
        SequencedItem[] expected = [.. positions.Order().SelectMany(position => new[] { Item(order, position, 7000), Item(order, position + 1, 500) })];
        var sequenceId = expected[0].SequenceId;
        Assert.Equal(expected, datastore.ActiveRecordStrategy.GetItems(sequenceId));
        Assert.Equal(expected.Reverse(), datastore.ActiveRecordStrategy.GetItems(sequenceId, queryAscending: false, resultsAscending: false));
        foreach (var item in expected)
        {
            Assert.Equal(item, datastore.ActiveRecordStrategy.GetItem(sequenceId, item.Position));
        }
    }

    private static SequencedItem Item(int order, int position, int length)
    {
        var data = new byte[length];
        new Random((order * 100) + position).NextBytes(data);
        return new SequencedItem(new Guid(order, 0, 0, new byte[8]), position, "Example.Created", data);
    }
}
