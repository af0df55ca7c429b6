using System.Runtime.CompilerServices;

namespace EsGen;

/// <summary>Other ways to call an active record strategy: with items one by one, with bounds that have names, page by page.</summary>
public static class ActiveRecordStrategyExtensions
{
    /// <summary>Stores all items or none, over one sequence or several.</summary>
    /// <param name="strategy">The store.</param>
    /// <param name="items">The items, which get ascending notification ids in this order. None: nothing happens.</param>
    /// <returns>The id of the last notification stored; 0 if there are no items.</returns>
    /// <exception cref="ConcurrencyException">
    /// A position is taken, in the store or by an earlier item of this call; nothing was stored.
    /// </exception>
    public static long Append(this IActiveRecordStrategy strategy, params ReadOnlySpan<SequencedItem> items)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.Append(items.ToArray(), tracking: null);
    }

    /// <summary>Stores all items or none, over one sequence or several, without blocking a thread.</summary>
    /// <param name="strategy">The store.</param>
    /// <param name="items">The items, which get ascending notification ids in this order. None: nothing happens.</param>
    /// <param name="cancellationToken">
    /// Refuses the append as long as the store hasn't begun with it; afterwards the outcome is reported.
    /// </param>
    /// <returns>The id of the last notification stored; 0 if there are no items.</returns>
    /// <exception cref="ConcurrencyException">
    /// A position is taken, in the store or by an earlier item of this call; nothing was stored.
    /// </exception>
    public static ValueTask<long> AppendAsync(
        this IActiveRecordStrategy strategy, IReadOnlyCollection<SequencedItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.AppendAsync(items, tracking: null, cancellationToken);
    }

    /// <summary>The items of a sequence between the bounds, all of which must hold; none of an unknown sequence.</summary>
    /// <param name="strategy">The store.</param>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    /// <param name="limit">How many items at most, at least 1; taken in query order, then put into result order.</param>
    /// <param name="queryAscending">Whether the limit keeps the lowest positions (default) or the highest.</param>
    /// <param name="resultsAscending">Whether the result starts with the lowest position (default) or with the highest.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    public static IReadOnlyList<SequencedItem> GetItems(
        this IActiveRecordStrategy strategy,
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.GetItems(sequenceId, ItemQuery.Between(gt, gte, lt, lte, limit, queryAscending, resultsAscending));
    }

    /// <summary>As <see cref="GetItems"/>, without blocking a thread; the token ends the wait for the store.</summary>
    /// <inheritdoc cref="GetItems"/>
    public static ValueTask<IReadOnlyList<SequencedItem>> GetItemsAsync(
        this IActiveRecordStrategy strategy,
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool queryAscending = true,
        bool resultsAscending = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ItemQuery query = ItemQuery.Between(gt, gte, lt, lte, limit, queryAscending, resultsAscending);
        return strategy.GetItemsAsync(sequenceId, query, cancellationToken);
    }

    /// <summary>
    /// The items of a sequence between the bounds, all of which must hold, read page by page as the enumeration needs them: so a long
    /// sequence is never in memory as a whole, and never holds up the store for long.
    /// </summary>
    /// <param name="strategy">The store.</param>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    /// <param name="limit">How many items at most, at least 1; all if null.</param>
    /// <param name="ascending">Whether to begin with the lowest position (default) or with the highest.</param>
    /// <param name="pageSize">How many items to read at once, at least 1.</param>
    /// <returns>The items. Those appended during the enumeration are in it if it hasn't passed their position or ended by then.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="pageSize"/> is less than 1.</exception>
    public static IEnumerable<SequencedItem> ReadItems(
        this IActiveRecordStrategy strategy,
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int pageSize = 500) =>
        ReadItems(strategy, sequenceId, ItemQuery.Between(gt, gte, lt, lte, limit, ascending), pageSize);

    /// <summary>
    /// As <see cref="ReadItems(IActiveRecordStrategy, Guid, long?, long?, long?, long?, int?, bool, int)"/>, without blocking a thread; the
    /// token ends it at the next page.
    /// </summary>
    /// <inheritdoc cref="ReadItems(IActiveRecordStrategy, Guid, long?, long?, long?, long?, int?, bool, int)"/>
    public static IAsyncEnumerable<SequencedItem> ReadItemsAsync(
        this IActiveRecordStrategy strategy,
        Guid sequenceId,
        long? gt = null,
        long? gte = null,
        long? lt = null,
        long? lte = null,
        int? limit = null,
        bool ascending = true,
        int pageSize = 500,
        CancellationToken cancellationToken = default) =>
        ReadItemsAsync(strategy, sequenceId, ItemQuery.Between(gt, gte, lt, lte, limit, ascending), pageSize, cancellationToken);

    /// <summary>Items of a sequence in query order, page by page as the enumeration needs them.</summary>
    internal static IEnumerable<SequencedItem> ReadItems(IActiveRecordStrategy strategy, Guid sequenceId, ItemQuery query, int pageSize)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Read();

        IEnumerable<SequencedItem> Read()
        {
            ItemPages pages = new(query, pageSize);
            while (pages.Next is { } next)
            {
                IReadOnlyList<SequencedItem> page = strategy.GetItems(sequenceId, next);
                foreach (SequencedItem item in page)
                {
                    yield return item;
                }

                pages.Pass(page);
            }
        }
    }

    /// <inheritdoc cref="ReadItems(IActiveRecordStrategy, Guid, ItemQuery, int)"/>
    internal static IAsyncEnumerable<SequencedItem> ReadItemsAsync(
        IActiveRecordStrategy strategy, Guid sequenceId, ItemQuery query, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return Read(cancellationToken);

        async IAsyncEnumerable<SequencedItem> Read([EnumeratorCancellation] CancellationToken token)
        {
            ItemPages pages = new(query, pageSize);
            while (pages.Next is { } next)
            {
                IReadOnlyList<SequencedItem> page = await strategy.GetItemsAsync(sequenceId, next, token).ConfigureAwait(false);
                foreach (SequencedItem item in page)
                {
                    yield return item;
                }

                pages.Pass(page);
            }
        }
    }
}
