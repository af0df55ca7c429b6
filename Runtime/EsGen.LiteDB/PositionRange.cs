namespace EsGen.LiteDB;

/// <summary>Positions from the first to the last, both included.</summary>
internal readonly record struct PositionRange(long First, long Last)
{
    public static PositionRange All => new(long.MinValue, long.MaxValue);
}
