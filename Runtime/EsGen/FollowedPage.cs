namespace EsGen;

/// <summary>How many notifications to read at once: as many as the options say, but no more than a few megabytes of them.</summary>
/// <param name="maxCount">How many at most.</param>
internal sealed class FollowedPage(int maxCount)
{
    private const long MaxLength = 4 << 20;

    // Of a log that isn't known yet: few, as each may be large.
    private const int FirstCount = 8;

    private int _count;
    private long _length;

    public int Limit { get; private set; } = Math.Min(FirstCount, maxCount);

    public void Add(in SequencedItem item)
    {
        _count++;
        _length += item.Data.Length + item.Metadata.Length;
    }

    /// <summary>
    /// Decides on the next page by the one that was read. It grows by doubling, so that one of small events doesn't lead to many large
    /// ones.
    /// </summary>
    public void Adjust()
    {
        long fitting = MaxLength * _count / Math.Max(_length, 1);
        Limit = (int)Math.Clamp(Math.Min(fitting, Limit * 2L), 1, maxCount);
        (_count, _length) = (0, 0);
    }
}
