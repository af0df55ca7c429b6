using Xunit;

namespace EsGen.Testing.Stores;

public abstract partial class ActiveRecordStrategyContract
{
    [Theory, MemberData(nameof(Positions))] // R11
    public Task Greater_than(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p2, p3], gt: p1);

    [Theory, MemberData(nameof(Positions))] // R12
    public Task Greater_than_or_equal(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p2, p3], gte: p2);

    [Theory, MemberData(nameof(Positions))] // R13
    public Task Less_than(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p1, p2], lt: p3);

    [Theory, MemberData(nameof(Positions))] // R14
    public Task Less_than_or_equal(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p1, p2], lte: p2);

    [Theory, MemberData(nameof(Positions))] // R15
    public Task Between_both_included(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p2], gte: p2, lte: p2);

    [Theory, MemberData(nameof(Positions))] // R16
    public Task Between_the_upper_excluded(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p2], gte: p2, lt: p3);

    [Theory, MemberData(nameof(Positions))] // R17
    public Task Between_the_lower_excluded(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p2], gt: p1, lte: p2);

    [Theory, MemberData(nameof(Positions))] // R18
    public Task Between_both_excluded(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p2], gt: p1, lt: p3);

    [Theory, MemberData(nameof(Positions))] // R19
    public Task A_limit_keeps_the_first(long p1, long p2, long p3) => AssertFound([p1, p2, p3], [p1], limit: 1);

    [Theory, MemberData(nameof(Positions))] // R20
    public Task A_limit_on_a_descending_query_keeps_the_last(long p1, long p2, long p3) =>
        AssertFound([p1, p2, p3], [p2, p3], limit: 2, queryAscending: false);

    [Theory, MemberData(nameof(Positions))] // R21
    public Task A_limit_on_a_descending_query_with_a_lower_bound(long p1, long p2, long p3) =>
        AssertFound([p1, p2, p3], [p3], gt: p2, limit: 2, queryAscending: false);

    [Theory, MemberData(nameof(Positions))] // R22
    public Task A_limit_on_a_descending_query_with_an_upper_bound(long p1, long p2, long p3) =>
        AssertFound([p1, p2, p3], [p1, p2], lt: p3, limit: 2, queryAscending: false);

    [Theory, MemberData(nameof(Positions))] // R23
    public Task Descending_results_of_an_ascending_query(long p1, long p2, long p3) =>
        AssertFound([p1, p2, p3], [p3, p2, p1], resultsAscending: false);

    [Theory, MemberData(nameof(Positions))] // R24
    public Task Descending_results_of_a_descending_query(long p1, long p2, long p3) =>
        AssertFound([p1, p2, p3], [p3, p2, p1], queryAscending: false, resultsAscending: false);

    [Theory, MemberData(nameof(Positions))]
    public Task A_limit_cuts_before_the_results_are_ordered(long p1, long p2, long p3) =>
        AssertFound([p1, p2, p3], [p2, p1], limit: 2, resultsAscending: false);

    [Theory, MemberData(nameof(Positions))] // R32
    public async Task The_last_item_and_the_last_one_up_to_a_position(long p1, long p2, long p3)
    {
        await AssertFound([p1, p2, p3], [p3], limit: 1, queryAscending: false);
        await AssertFound([], [p2], lte: p2, limit: 1, queryAscending: false);
    }

    [Theory, MemberData(nameof(Positions))]
    public async Task All_bounds_must_hold(long p1, long p2, long p3)
    {
        await AssertFound([p1, p2, p3], [p2], gt: p1, gte: p1, lt: p3, lte: p3);
        await AssertFound([], [p2], gt: p1, gte: p2, lt: p3, lte: p2);
        await AssertFound([], [], gt: p2, lt: p2);
        await AssertFound([], [], gte: p3, lte: p1);
        await AssertFound([], [], gt: p2, lte: p2);
    }

    [Fact]
    public async Task Bounds_at_the_ends_of_all_positions()
    {
        await AssertFound([long.MinValue, 0, long.MaxValue], [long.MinValue, 0, long.MaxValue], gte: long.MinValue, lte: long.MaxValue);
        await AssertFound([], [0], gt: long.MinValue, lt: long.MaxValue);
        await AssertFound([], [], gt: long.MaxValue);
        await AssertFound([], [], lt: long.MinValue);
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(int.MinValue)] // R33
    public async Task A_limit_below_one_is_an_argument_error(int limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Strategy.GetItems(Sequence, limit: limit));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Strategy.GetItemsAsync(Sequence, limit: limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => Strategy.GetNotifications(0, limit));
    }

    [Fact]
    public Task Any_limit_above_zero_is_fine() => AssertFound([0, 1, 2], [0, 1, 2], limit: int.MaxValue);

    [Fact] // R35
    public async Task A_long_sequence_is_read_whole()
    {
        var items = Items(Sequence, 2500);
        Strategy.Append(items);

        Assert.Equal(items, Strategy.GetItems(Sequence));
        Assert.Equal(items, await Strategy.GetItemsAsync(Sequence));
        Assert.Equal(items, Strategy.GetNotifications(0, int.MaxValue).Select(notification => notification.Item));
    }

    [Fact]
    public async Task A_read_cancelled_beforehand_is_refused()
    {
        Strategy.Append(Item(Sequence, 0));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Strategy.GetItemsAsync(Sequence, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Single(await Strategy.GetItemsAsync(Sequence));
    }

    /// <summary>
    /// Appends items at some positions, if any, and expects some to be found, by the blocking call and by the awaiting one.
    /// </summary>
    private async Task AssertFound(
        long[] appended,
        long[] found,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true)
    {
        if (appended.Length > 0)
        {
            // The neighbours would show up in a query that runs out of its sequence.
            Strategy.Append([Item(Guid.Empty, 0), .. appended.Select(position => Item(Sequence, position)), Item(Guid.AllBitsSet, 0)]);
        }

        SequencedItem[] expected = [.. found.Select(position => Item(Sequence, position))];

        Assert.Equal(expected, Strategy.GetItems(Sequence, gt, gte, lt, lte, limit, queryAscending, resultsAscending));
        Assert.Equal(expected, await Strategy.GetItemsAsync(Sequence, gt, gte, lt, lte, limit, queryAscending, resultsAscending));
    }
}
