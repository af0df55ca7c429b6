namespace EsGen;

/// <summary>
/// Which items of a sequence are wanted: a range of positions, how many, from which end, and in which order. Without anything set it is all
/// of them, the lowest position first.
/// </summary>
/// <example><c>ItemQuery.Between(gt: 4) with { Limit = 10 }</c>: the first ten behind position 4.</example>
public readonly record struct ItemQuery
{
    /// <summary>The lowest position that is wanted.</summary>
    // Kept as the distance from the end of the range, here and below, so that the default value is all items.
    public long First
    {
        get => field ^ long.MinValue;
        init => field = value ^ long.MinValue;
    }

    /// <summary>The highest position that is wanted.</summary>
    public long Last
    {
        get => field ^ long.MaxValue;
        init => field = value ^ long.MaxValue;
    }

    /// <summary>How many items at most, at least 1; all if null. Taken in query order, then put into result order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public int? Limit
    {
        get;
        init
        {
            if (value is { } limit)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(Limit));
            }

            field = value;
        }
    }

    /// <summary>Whether the limit keeps the lowest positions (unless set otherwise) or the highest.</summary>
    public bool QueryAscending
    {
        get => !field;
        init => field = !value;
    }

    /// <summary>Whether the result starts with the lowest position (unless set otherwise) or with the highest.</summary>
    public bool ResultsAscending
    {
        get => !field;
        init => field = !value;
    }

    /// <summary>Whether no position can be in the range, so that there is nothing to look for.</summary>
    public bool IsEmpty => First > Last;

    /// <summary>The one item at a position.</summary>
    /// <param name="position">The position.</param>
    public static ItemQuery At(long position) => new() { First = position, Last = position };

    /// <summary>The items between bounds, all of which must hold.</summary>
    /// <param name="gt">Positions greater than this.</param>
    /// <param name="gte">Positions greater than or equal to this.</param>
    /// <param name="lt">Positions less than this.</param>
    /// <param name="lte">Positions less than or equal to this.</param>
    public static ItemQuery Between(long? gt = null, long? gte = null, long? lt = null, long? lte = null) =>
        gt == long.MaxValue || lt == long.MinValue
            ? new() { First = long.MaxValue, Last = long.MinValue }
            : new()
            {
                First = Math.Max(gte ?? long.MinValue, gt + 1 ?? long.MinValue),
                Last = Math.Min(lte ?? long.MaxValue, lt - 1 ?? long.MaxValue),
            };

    /// <summary>
    /// The same, for calls that take the rest as parameters, too, and whose <paramref name="limit"/> the exception then names.
    /// </summary>
    internal static ItemQuery Between(
        long? gt, long? gte, long? lt, long? lte, int? limit, bool queryAscending, bool resultsAscending = true)
    {
        if (limit is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(limit));
        }

        return Between(gt, gte, lt, lte) with { Limit = limit, QueryAscending = queryAscending, ResultsAscending = resultsAscending };
    }
}
