namespace EsGen;

/// <summary>How an <see cref="EventSourcedRunner"/> behaves.</summary>
public sealed class RunnerOptions
{
    /// <summary>
    /// How long a stop waits for what is at work; what hasn't ended then can't store anything any more. Ten seconds unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan StopTimeout
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(StopTimeout));
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long no process must have used the documents of a read model's other build before they are removed. A day unless set. A
    /// store that one process alone can have open, such as LiteDB's or the one in memory, removes them at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan KeepUnusedModels
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(KeepUnusedModels));
            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>
    /// Over a store that several processes use: how long after the last sign of life of a process another one takes its work over; 10 s
    /// unless set. At least 200 ms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than that, or more than an hour.</exception>
    public TimeSpan LeaseTime
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(200), nameof(LeaseTime));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1), nameof(LeaseTime));
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a policy's method that throws is tried in all, at least 1; 5 unless set. A conflict with somebody who changed the same
    /// entity counts as none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Attempts
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Attempts));
            field = value;
        }
    } = 5;

    /// <summary>
    /// The pause before a policy's method is tried a second time; each one after it is twice as long, up to half a minute. 50 ms unless
    /// set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan RetryPause
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(RetryPause));
            field = value;
        }
    } = TimeSpan.FromMilliseconds(50);

    /// <summary>What becomes of a policy whose method has thrown as often as it is tried; it stops unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the values.</exception>
    public OnFailure OnFailure
    {
        get;
        set
        {
            if (!Enum.IsDefined(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "OnFailure is neither Stop nor Park.");
            }

            field = value;
        }
    }

    /// <summary>
    /// How often a policy may be among the causes of an event that it handles: at that it stops, because what it makes would make it go on
    /// for ever. At least 1, 100 unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxCausationDepth
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxCausationDepth));
            field = value;
        }
    } = 100;

    /// <summary>The pause behind an attempt.</summary>
    internal TimeSpan GetPause(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(
            RetryPause.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 30)),
            Math.Max(30_000, RetryPause.TotalMilliseconds)));
}
