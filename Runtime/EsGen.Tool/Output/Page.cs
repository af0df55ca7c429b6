namespace EsGen.Tool.Output;

/// <summary>A part of a list, and where the next one begins.</summary>
/// <param name="Items">What is in it.</param>
/// <param name="Next">The key of its last item, behind which there are more; null if there are none.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long? Next)
{
    /// <param name="all">All items.</param>
    /// <param name="limit">How many there may be on the page.</param>
    /// <param name="key">By what the next page is asked for.</param>
    public static Page<T> Of(IEnumerable<T> all, int limit, Func<T, long> key)
    {
        T[][] pages = [.. all.Chunk(limit).Take(2)];
        T[] first = pages is [var page, ..] ? page : [];
        return new Page<T>(first, pages.Length > 1 ? key(first[^1]) : null);
    }
}
