using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact] // K5
    public async Task Waiting_for_what_is_there_is_over_at_once()
    {
        Strategy.Append(Items(Sequence, 3));

        await Strategy.WaitForNotificationAsync(2).AsTask().WaitAsync(Soon);
        await Strategy.WaitForNotificationAsync(-1).AsTask().WaitAsync(Soon);
    }

    [Fact] // K5
    public async Task Waiting_is_over_when_something_is_stored_behind_and_not_before()
    {
        var first = Strategy.WaitForNotificationAsync(0, CancellationToken.None).AsTask();
        var second = Strategy.WaitForNotificationAsync(1, CancellationToken.None).AsTask();

        Strategy.Append([], new Tracking(Follower, 1));
        Assert.Throws<ConcurrencyException>(() => Strategy.Append(Item(Sequence, 0), Item(Sequence, 0)));
        await AssertStillWaits(first);

        await Strategy.AppendAsync([Item(Sequence, 0)]);
        await first.WaitAsync(Soon);
        await AssertStillWaits(second);

        Strategy.Append(Item(Sequence, 1));
        await second.WaitAsync(Soon);
    }

    /// <summary>That nobody has woken it, which would need a moment to show.</summary>
    private static async Task AssertStillWaits(Task waiting) =>
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(100)));

    [Fact] // K5
    public async Task Waiting_ends_when_it_is_cancelled_or_the_store_is_closed()
    {
        using CancellationTokenSource source = new();
        var cancelled = Strategy.WaitForNotificationAsync(0, source.Token).AsTask();
        var other = Strategy.WaitForNotificationAsync(0, CancellationToken.None).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Soon));
        await AssertStillWaits(other);

        CloseDatastore();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.WaitAsync(Soon));
    }

    [Fact]
    public async Task Nobody_who_waits_is_forgotten()
    {
        const int Count = 300;
        var followers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (long seen = 0; seen < Count;)
            {
                await Strategy.WaitForNotificationAsync(seen);
                var page = Strategy.GetNotifications(seen, Count);
                Assert.NotEmpty(page);
                seen = page[^1].Id;
            }
        })).ToList();
        for (var position = 0; position < Count; position++)
        {
            await Strategy.AppendAsync([Item(Sequence, position)]);
        }

        await Task.WhenAll(followers).WaitAsync(Soon);
    }
}
