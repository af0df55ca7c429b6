using System.Diagnostics;

namespace EsGen.PostgreSql;

/// <summary>
/// How long to go on trying what the server didn't answer to, and how long to wait between two attempts: twice as long each time.
/// </summary>
/// <param name="limit">For how long to try.</param>
internal sealed class Attempts(TimeSpan limit)
{
    /// <summary>The longest pause between two attempts.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether there is no time left for another one.</summary>
    public bool AreOver => Stopwatch.GetElapsedTime(_start) >= limit;

    public TimeSpan NextPause()
    {
        TimeSpan pause = _pause;
        _pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        return pause;
    }
}
