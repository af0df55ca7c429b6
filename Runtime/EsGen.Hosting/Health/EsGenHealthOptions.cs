namespace EsGen.Hosting;

/// <summary>When a health check says that all is well.</summary>
public sealed class EsGenHealthOptions
{
    /// <summary>
    /// How far a read model or policy may be behind, in notification ids: more, and it is degraded. At least 0, 1,000 unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public long MaxBehind
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxBehind));
            field = value;
        }
    } = 1000;

    /// <summary>
    /// For how long a read model or policy that is behind may stand at one event: longer, and it is unhealthy. 30 seconds unless set; more,
    /// where a policy's method may take as long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan StandsAfter
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(StandsAfter));
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>How long the store may take to answer: longer, and it is unhealthy. 5 seconds unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It isn't positive.</exception>
    public TimeSpan Timeout
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(Timeout));
            field = value;
        }
    } = TimeSpan.FromSeconds(5);
}
