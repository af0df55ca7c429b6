namespace EsGen.Benchmarks.Stores;

/// <summary>Where read items go, so that nothing of them can be left out.</summary>
internal static class Consumed
{
    private static long _sum;

    public static void Take(in SequencedItem item) =>
        _sum += item.Position + item.Topic.Length + item.Data.Span[^1] + item.Timestamp.Ticks + item.Metadata.Length;
}
