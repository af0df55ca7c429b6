using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    [Theory]
    [InlineData(5, null, true, 12, 3, 3)] // I1
    [InlineData(5, null, false, 12, 3, 3)] // I2
    [InlineData(5, 2, false, 2, 1, 1)] // I3
    [InlineData(5, 2, true, 2, 1, 1)]
    [InlineData(12, null, true, 12, 2, 1)] // I4
    [InlineData(12, 12, true, 12, 1, 1)] // I5
    [InlineData(12, 13, true, 12, 2, 1)]
    [InlineData(5, 10, false, 10, 2, 2)]
    [InlineData(500, null, true, 12, 1, 1)]
    [InlineData(1, null, false, 12, 13, 12)]
    [InlineData(int.MaxValue, null, true, 12, 1, 1)]
    public async Task Twelve_items_read_in_pages(int pageSize, int? limit, bool ascending, int count, int queries, int pages)
    {
        var items = Items(Sequence, 12);
        Strategy.Append(items);
        var expected = (ascending ? items : items.Reverse()).Take(count).ToList();

        CountingStrategy strategy = new(Strategy);
        Assert.Equal(expected, strategy.ReadItems(Sequence, limit: limit, ascending: ascending, pageSize: pageSize));
        Assert.Equal((queries, pages), (strategy.Queries, strategy.Pages));

        CountingStrategy asynchronous = new(Strategy);
        Assert.Equal(
            expected,
            await Collect(asynchronous.ReadItemsAsync(Sequence, limit: limit, ascending: ascending, pageSize: pageSize)));
        Assert.Equal((queries, pages), (asynchronous.Queries, asynchronous.Pages));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Pages_keep_within_the_bounds(bool ascending)
    {
        Strategy.Append(Items(Sequence, 12));
        var expected = Items(Sequence, 8, first: 2);
        expected = ascending ? expected : [.. expected.Reverse()];

        Assert.Equal(expected, Strategy.ReadItems(Sequence, gt: 1, lt: 10, ascending: ascending, pageSize: 3));
        Assert.Equal(expected, Strategy.ReadItems(Sequence, gte: 2, lte: 9, ascending: ascending, pageSize: 3));
        Assert.Equal(expected, await Collect(Strategy.ReadItemsAsync(Sequence, gt: 1, lt: 10, ascending: ascending, pageSize: 3)));
        Assert.Equal(expected, await Collect(Strategy.ReadItemsAsync(Sequence, gte: 2, lte: 9, ascending: ascending, pageSize: 3)));
    }

    [Fact]
    public async Task Pages_may_be_read_again_and_only_as_far_as_needed()
    {
        var items = Items(Sequence, 12);
        Strategy.Append(items);
        CountingStrategy strategy = new(Strategy);

        var read = strategy.ReadItems(Sequence, pageSize: 5);
        Assert.Equal(0, strategy.Queries);
        Assert.Equal(items.Take(5), read.Take(5));
        Assert.Equal(1, strategy.Queries);
        Assert.Equal(items, read);
        Assert.Equal(items, read);

        var asynchronous = Strategy.ReadItemsAsync(Sequence, pageSize: 5);
        Assert.Equal(items, await Collect(asynchronous));
        Assert.Equal(items, await Collect(asynchronous));
    }

    [Fact]
    public async Task Pages_of_an_unknown_sequence_are_empty()
    {
        Assert.Empty(Strategy.ReadItems(Sequence));
        Assert.Empty(await Collect(Strategy.ReadItemsAsync(Sequence)));
    }

    [Fact]
    public void Senseless_pages_are_an_argument_error_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => { Strategy.ReadItems(Sequence, pageSize: 0); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { Strategy.ReadItems(Sequence, limit: 0); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { Strategy.ReadItemsAsync(Sequence, pageSize: -1); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { Strategy.ReadItemsAsync(Sequence, limit: -1); });
        Assert.Throws<ArgumentNullException>(() => { default(IActiveRecordStrategy)!.ReadItems(Sequence); });
    }

    [Fact]
    public async Task Cancelling_ends_the_pages()
    {
        Strategy.Append(Items(Sequence, 12));
        using CancellationTokenSource source = new();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Strategy.ReadItemsAsync(Sequence, pageSize: 5).WithCancellation(source.Token))
            {
                read++;
                await source.CancelAsync();
            }
        });

        Assert.Equal(5, read);
    }

    private static async Task<List<SequencedItem>> Collect(IAsyncEnumerable<SequencedItem> items)
    {
        List<SequencedItem> all = [];
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }
}
