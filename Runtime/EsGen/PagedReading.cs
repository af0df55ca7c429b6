using System.Runtime.CompilerServices;

namespace EsGen;

/// <summary>Reads sequences page by page, so that a long one is never in memory as a whole and never holds up the store for long.</summary>
public static class PagedReading
{
    /// <summary>The items of a sequence between the bounds, all of which must hold, read as the enumeration needs them.</summary>
    /// <param name="strategy">The store to read from.</param>
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
        int pageSize = 500)
    {
        Check(strategy, limit, pageSize);
        return Read();

        IEnumerable<SequencedItem> Read()
        {
            // Copies, because the enumerable can be enumerated again.
            var (after, before) = (gt, lt);
            for (var remaining = limit ?? long.MaxValue; remaining > 0;)
            {
                var size = (int)Math.Min(pageSize, remaining);
                var page = strategy.GetItems(sequenceId, after, gte, before, lte, size, ascending, ascending);
                foreach (var item in page)
                {
                    yield return item;
                }

                if (page.Count < size)
                {
                    yield break;
                }

                remaining -= page.Count;
                if (ascending)
                {
                    after = page[^1].Position;
                }
                else
                {
                    before = page[^1].Position;
                }
            }
        }
    }

    /// <summary>As <see cref="ReadItems"/>, without blocking a thread on the store's lock.</summary>
    /// <param name="strategy">The store to read from.</param>
    /// <param name="sequenceId">The sequence.</param>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    /// <param name="limit">How many items at most, at least 1; all if null.</param>
    /// <param name="ascending">Whether to begin with the lowest position (default) or with the highest.</param>
    /// <param name="pageSize">How many items to read at once, at least 1.</param>
    /// <param name="cancellationToken">Ends the enumeration at the next page.</param>
    /// <returns>The items. Those appended during the enumeration are in it if it hasn't passed their position or ended by then.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="pageSize"/> is less than 1.</exception>
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
        CancellationToken cancellationToken = default)
    {
        Check(strategy, limit, pageSize);
        return Read(cancellationToken);

        async IAsyncEnumerable<SequencedItem> Read([EnumeratorCancellation] CancellationToken token)
        {
            // Copies, because the enumerable can be enumerated again.
            var (after, before) = (gt, lt);
            for (var remaining = limit ?? long.MaxValue; remaining > 0;)
            {
                var size = (int)Math.Min(pageSize, remaining);
                var page = await strategy
                    .GetItemsAsync(sequenceId, after, gte, before, lte, size, ascending, ascending, token)
                    .ConfigureAwait(false);
                foreach (var item in page)
                {
                    yield return item;
                }

                if (page.Count < size)
                {
                    yield break;
                }

                remaining -= page.Count;
                if (ascending)
                {
                    after = page[^1].Position;
                }
                else
                {
                    before = page[^1].Position;
                }
            }
        }
    }

    private static void Check(IActiveRecordStrategy strategy, int? limit, int pageSize)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        if (limit is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(limit));
        }
    }
}
