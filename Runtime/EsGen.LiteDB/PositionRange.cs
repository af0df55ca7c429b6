namespace EsGen.LiteDB;

/// <summary>Positions from the first to the last, both included.</summary>
internal readonly record struct PositionRange(long First, long Last)
{
    public static PositionRange All => new(long.MinValue, long.MaxValue);

    /// <summary>The positions for which all bounds hold; null if there can be none.</summary>
    public static PositionRange? Create(long? gt, long? gte, long? lt, long? lte)
    {
        if (gt == long.MaxValue || lt == long.MinValue)
        {
            return null;
        }

        var first = Math.Max(gte ?? long.MinValue, gt + 1 ?? long.MinValue);
        var last = Math.Min(lte ?? long.MaxValue, lt - 1 ?? long.MaxValue);
        return first <= last ? new PositionRange(first, last) : null;
    }
}
