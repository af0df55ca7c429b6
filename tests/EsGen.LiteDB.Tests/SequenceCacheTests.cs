using Xunit;

namespace EsGen.LiteDB.Tests;

public sealed class SequenceCacheTests
{
    [Fact]
    public void A_sequence_that_is_set_again_and_removed_counts_once_and_not_at_all()
    {
        SequenceCache cache = new();
        var sequenceId = Guid.NewGuid();
        cache.Set(sequenceId, []);
        var length = cache.YoungerLength;
        cache.Set(sequenceId, []);
        Assert.Equal(length, cache.YoungerLength);
        cache.Remove(sequenceId);
        Assert.Equal(0, cache.YoungerLength);
        Assert.False(cache.TryGet(sequenceId, out _));
    }

    [Fact]
    public void A_sequence_that_is_too_long_stays_known_as_that_when_it_grows()
    {
        SequenceCache cache = new();
        var sequenceId = Guid.NewGuid();
        cache.Set(sequenceId, blocks: null);
        cache.Remove(sequenceId);
        Assert.True(cache.TryGet(sequenceId, out var blocks));
        Assert.Null(blocks);
    }

    [Fact]
    public void The_first_event_of_a_long_sequence_is_read_alone_from_the_second_time_on()
    {
        TestFiles files = new() { CheckpointPages = 100_000 };
        var sequenceId = Guid.NewGuid();
        using var datastore = files.Open();
        var strategy = datastore.ActiveRecordStrategy;
        strategy.Append([.. Enumerable.Range(0, 400).Select(position => new SequencedItem(sequenceId, position, "Example.Created", new byte[5000]))]);

        // The writer does this after it has folded.
        strategy.Append(new SequencedItem(Guid.NewGuid(), 0, "Example.Created", new byte[1]));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(0, Assert.Single(strategy.GetItems(sequenceId, limit: 1)).Position);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Assert.InRange(Allocated(), 0, 300_000);
        Assert.Equal(400, strategy.GetItems(sequenceId).Count);
    }
}
