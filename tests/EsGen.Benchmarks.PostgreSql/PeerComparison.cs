using System.Diagnostics;
using System.Globalization;

namespace EsGen.Benchmarks.PostgreSql;

/// <summary>Measures all in rounds on one server, so that what else the machine does hits each of them, and prints the medians.</summary>
internal sealed class PeerComparison(IReadOnlyList<IPeer> peers)
{
    private const int Rounds = 5;
    private const int Callers = 16;
    private const int WalletsOfACaller = 60;

    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(600);

    private readonly Dictionary<IPeer, (Guid[][] Growing, Guid[][] Loaded, Guid Large)> _work = [];
    private readonly Dictionary<(string Work, IPeer Peer), List<double>> _measured = [];

    public async Task RunAsync()
    {
        foreach (IPeer peer in peers)
        {
            Guid[][] growing = await CreateAsync(peer, 1, 10);
            Guid[][] loaded = await CreateAsync(peer, WalletsOfACaller, 100);
            Guid large = await peer.CreateAsync(1_000);
            _work[peer] = (growing, loaded, large);
        }

        // The first round warms up and isn't counted.
        for (int round = 0; round <= Rounds; round++)
        {
            foreach (IPeer peer in peers)
            {
                await MeasureAsync(peer, isCounted: round > 0);
            }
        }

        Print();
    }

    private static async Task<Guid[][]> CreateAsync(IPeer peer, int ofACaller, int events)
    {
        Guid[][] created = new Guid[Callers][];
        for (int caller = 0; caller < Callers; caller++)
        {
            created[caller] = await Task.WhenAll(Enumerable.Range(0, ofACaller).Select(_ => peer.CreateAsync(events)));
        }

        return created;
    }

    /// <summary>Microseconds of wall time for each of what all callers did.</summary>
    private static async Task<double> EachAsync(int callers, Func<int, Random, Task> action)
    {
        long done = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            Random random = new(caller);
            while (Stopwatch.GetElapsedTime(start) < Duration)
            {
                await action(caller, random);
                Interlocked.Increment(ref done);
            }
        })));
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / done;
    }

    private async Task MeasureAsync(IPeer peer, bool isCounted)
    {
        (Guid[][] growing, Guid[][] loaded, Guid large) = _work[peer];
        Note("append, 1 caller", await EachAsync(1, (caller, _) => peer.AppendAsync(growing[caller][0], 1)));
        Note("append, 16 callers", await EachAsync(Callers, (caller, _) => peer.AppendAsync(growing[caller][0], 1)));
        Note("10 events a commit, 16 callers", await EachAsync(Callers, (caller, _) => peer.AppendAsync(growing[caller][0], 10)));
        Note("load 1,000 events", await EachAsync(1, (_, _) => peer.LoadAsync(large)));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < 20; i++)
        {
            await peer.LoadAsync(large);
        }

        Note("bytes allocated for loading 1,000 events", (GC.GetTotalAllocatedBytes(precise: true) - before) / 20.0);
        Note("load 100 + command + save, 16 callers", await EachAsync(
            Callers, (caller, random) => peer.PayAsync(loaded[caller][random.Next(WalletsOfACaller)])));
        long start = Stopwatch.GetTimestamp();
        long events = await peer.CatchUpAsync();
        Note("catching up, an event", Stopwatch.GetElapsedTime(start).TotalMicroseconds / events);

        void Note(string work, double value)
        {
            if (isCounted)
            {
                (_measured.TryGetValue((work, peer), out List<double>? values) ? values : _measured[(work, peer)] = []).Add(value);
            }
        }
    }

    private void Print()
    {
        Print("µs, medians of five rounds", [.. peers.Select(static peer => peer.Name)], "EsGen : Marten", "goal");
        foreach ((string work, double goal) in (ReadOnlySpan<(string, double)>)
        [
            ("append, 1 caller", 0.8), ("append, 16 callers", 0.4), ("10 events a commit, 16 callers", 0.4), ("load 1,000 events", 0.25),
            ("load 100 + command + save, 16 callers", 0.5), ("catching up, an event", 0.15),
            ("bytes allocated for loading 1,000 events", 0.2),
        ])
        {
            double[] medians = [.. peers.Select(peer => Median(work, peer))];
            double ratio = medians[0] / medians[1];
            Print(
                work,
                [.. medians.Select(static median => median.ToString(median < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture))],
                ratio.ToString("0.00", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{goal:0.00} {(ratio <= goal ? "ok" : "NOT REACHED")}"));
        }

        double rate = 1_000_000 / Median("append, 16 callers", peers[0]);
        double byHand = 1_000_000 / Median("append, 16 callers", peers[2]);
        string verdict = rate >= 0.8 * byHand ? "ok" : "NOT REACHED";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"appends a second, 16 callers: EsGen {rate:#,0}, by hand {byHand:#,0}: {rate / byHand:0.00} (goal 0.80) {verdict}"));
    }

    private double Median(string work, IPeer peer) => _measured[(work, peer)].Order().ElementAt(Rounds / 2);

    private static void Print(string work, string[] values, string ratio, string goal) =>
        Console.WriteLine($"{work,-45}{string.Concat(values.Select(static value => value.PadLeft(14)))}{ratio,18}    {goal}");
}
