namespace EsGen.AspNetCore.Reading;

/// <summary>How fast read models and policies are, from how far they were when somebody last looked.</summary>
/// <param name="time">The clock.</param>
internal sealed class RunnerSpeeds(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(RunnerKind Kind, string Name), Queue<(long At, long Position)>> _samples = [];

    /// <summary>
    /// Events a second over about the last ten seconds, or since the last look if that is longer ago; null at the first look.
    /// </summary>
    public double? Measure(RunnerStatus status)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            if (!_samples.TryGetValue((status.Kind, status.Name), out Queue<(long At, long Position)>? samples))
            {
                _samples.Add((status.Kind, status.Name), samples = []);
            }

            // One is kept that is older than the window, so that all of it is covered.
            while (samples.Count > 1 && time.GetElapsedTime(samples.ElementAt(1).At, now) >= s_window)
            {
                samples.Dequeue();
            }

            double? speed = null;
            if (samples.TryPeek(out (long At, long Position) oldest)
                && time.GetElapsedTime(oldest.At, now) is { TotalSeconds: > 0.1 } elapsed)
            {
                // Documents that are made again begin at the beginning.
                speed = Math.Max(status.Position - oldest.Position, 0) / elapsed.TotalSeconds;
            }

            samples.Enqueue((now, status.Position));
            return speed;
        }
    }
}
