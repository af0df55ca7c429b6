using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    [Fact] // F1, W1
    public async Task A_follower_sees_each_event_once_and_in_order_while_many_write()
    {
        const int Writers = 20;
        var appends = ChooseLength(10, 1500);
        using EventSourcedApplication application = new(Strategy);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            Random random = new(writer);
            Guid sequence = new(writer, 0, 0, new byte[8]);
            for (var position = 0; position < appends; position++)
            {
                await Strategy.AppendAsync([Item(sequence, position)]);
                if (random.Next(3) == 0)
                {
                    await Task.Delay(random.Next(10));
                }
            }
        })).ToList();

        Dictionary<Guid, long> next = [];
        long last = 0;
        using CancellationTokenSource end = new(TimeSpan.FromMinutes(2));
        await foreach (var (id, item) in application.EventStore.FollowAsync(0, end.Token))
        {
            Assert.True(id > last, $"{id} after {last}");
            last = id;
            Assert.Equal(item, Strategy.GetItem(item.SequenceId, item.Position));
            Assert.Equal(next.GetValueOrDefault(item.SequenceId), item.Position);
            next[item.SequenceId] = item.Position + 1;
            if (next.Count == Writers && next.Values.All(position => position == appends))
            {
                break;
            }
        }

        await Task.WhenAll(writers);
        Assert.Equal(Strategy.LastNotificationId, last);
    }

    [Fact] // F2
    public async Task A_follower_that_is_far_behind_and_slow_takes_little_memory()
    {
        const long MaxMemory = 20 << 20;
        var (count, length) = (ChooseLength(20_000, 1_000_000), ChooseLength(2_000, 200));
        foreach (var positions in Enumerable.Range(0, count).Chunk(500))
        {
            Strategy.Append([.. positions.Select(position => Item(Sequence, position) with { Data = new byte[length] })]);
        }

        using EventSourcedApplication application = new(Strategy);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long seen = 0;
        await foreach (var notification in application.EventStore.FollowAsync(0))
        {
            seen++;
            if (seen % (count / 10) == 0)
            {
                await Task.Delay(5);
                await MemoryFalls();
            }

            if (seen == count)
            {
                break;
            }
        }

        // Other tests of the process take memory meanwhile and give it back. What a follower holds stays while it waits here.
        async Task MemoryFalls()
        {
            var end = DateTime.UtcNow.AddMinutes(1);
            long held;
            while ((held = GC.GetTotalMemory(forceFullCollection: true) - before) > MaxMemory)
            {
                Assert.True(DateTime.UtcNow < end, $"{held} bytes are held after {seen} of {count} events.");
                await Task.Delay(100);
            }
        }
    }

    [Fact] // W1, W3
    public async Task Following_begins_where_it_is_told_goes_on_with_what_comes_and_ends_when_it_is_told()
    {
        Strategy.Append(Items(Sequence, 3));
        using EventSourcedApplication application = new(Strategy);
        using CancellationTokenSource end = new();
        await using var follower = application.EventStore.FollowAsync(1, end.Token).GetAsyncEnumerator(CancellationToken.None);

        Assert.Equal(2, await Next());
        Assert.Equal(3, await Next());
        var fourth = Next();
        Assert.False(fourth.IsCompleted);
        await Strategy.AppendAsync([Item(OtherSequence, 0)]);
        Assert.Equal(4, await fourth);

        var fifth = Next();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fifth);

        async Task<long> Next()
        {
            Assert.True(await follower.MoveNextAsync().AsTask().WaitAsync(Soon));
            return follower.Current.Id;
        }
    }

    [Fact]
    public async Task Following_ends_with_the_store()
    {
        using EventSourcedApplication application = new(Strategy);
        await using var follower = application.EventStore.FollowAsync(0).GetAsyncEnumerator();
        var next = follower.MoveNextAsync().AsTask();
        CloseDatastore();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => next.WaitAsync(Soon));
    }

    /// <summary>Tests that search for rare failures search longer if the environment variable ESGEN_LONG_TESTS is 1.</summary>
    private static int ChooseLength(int inTheTestRun, int longRun) =>
        Environment.GetEnvironmentVariable("ESGEN_LONG_TESTS") == "1" ? longRun : inTheTestRun;
}
