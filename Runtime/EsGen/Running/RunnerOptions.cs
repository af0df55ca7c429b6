namespace EsGen;

/// <summary>How an <see cref="EventSourcedRunner"/> behaves.</summary>
public sealed class RunnerOptions
{
    /// <summary>How long a stop waits for what is at work; what hasn't ended then can't store anything any more. Ten seconds unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan StopTimeout
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long no process must have used the documents of a read model's other build before they are removed. A day unless set. A store
    /// that one process alone can have open, such as LiteDB's or the one in memory, removes them at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan KeepUnusedModels
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(1);
}
