using System.Diagnostics;

namespace EsGen.Benchmarks.Stores;

/// <summary>How long the stores take to load a sequence, how much that allocates, and how fast they follow the notifications.</summary>
internal sealed class ReadComparison : IDisposable
{
    private const int Rounds = 15;
    private const int AppendSize = 20;

    private static readonly int[] Lengths = [10, 100, 1_000, 10_000];

    private static readonly ComparedStore[] Compared = [ComparedStore.EsGen, ComparedStore.LiteDb, ComparedStore.Sqlite];

    private readonly GrowingSequence[] _sequences;
    private readonly string _folder;
    private readonly bool _isHard;
    private readonly List<IStoreToCompare> _stores = [];

    /// <param name="folder">Where the stores are to be.</param>
    /// <param name="isHard">Whether their events can hardly be compressed.</param>
    public ReadComparison(string folder, bool isHard)
    {
        _folder = folder;
        _isHard = isHard;
        _sequences = [.. Lengths.Select(_ => new GrowingSequence(isHard))];
        List<SequencedItem[]> appends = [.. Appends()];
        foreach (var compared in Compared)
        {
            using var store = compared.Open(PathOf(compared));
            foreach (var append in appends)
            {
                store.Append(append);
            }
        }
    }

    public void Run()
    {
        string[] names = [.. Compared.Select(static compared => compared.Name)];
        var data = _isHard ? ", hard JSON" : "";
        foreach (var compared in Compared)
        {
            _stores.Add(compared.Open(PathOf(compared)));
        }

        Report.Heading($"load a sequence again, µs, allocated bytes an event{data}", names);
        for (var index = 0; index < Lengths.Length; index++)
        {
            var loads = _stores.Select(store => Load(store, index)).ToList();
            Print(Lengths[index], loads, goal: 14);
            if (Lengths[index] == 1_000)
            {
                Report.Goal("63 bytes : allocated by EsGen for an event", 63 / loads[0].Allocated, 1);
            }
        }

        var events = _stores[0].Scan();
        List<double> scanned = [.. _stores.Select(ScannedPerSecond)];
        Report.Heading($"follow the notifications, events/s{data}", names);
        Report.Row("a thousand at a time", [.. scanned.Select(Report.Number)]);
        Report.Goal("EsGen's notifications a second : SQLite's", scanned[0] / scanned[^1], _isHard ? 0 : 4);
        Dispose();
        _stores.Clear();

        // Last, so that the code is compiled by now.
        Report.Heading($"load a sequence for the first time, µs, allocated bytes an event{data}", names);
        for (var index = 0; index < Lengths.Length; index++)
        {
            var loads = Compared.Select(compared => FirstLoad(compared, index)).ToList();
            Print(Lengths[index], loads, _isHard ? 4 : 6);
        }

        List<double> bytes = [.. Compared.Select(compared => new FileInfo(PathOf(compared)).Length / (double)events)];
        Report.Heading($"bytes of the file for an event{data}", names);
        Report.Row("after closing", [.. bytes.Select(Report.Number)]);
        Report.Goal("SQLite's bytes : EsGen's", bytes[^1] / bytes[0], _isHard ? 1 / 0.85 : 1 / 0.4);
    }

    public void Dispose()
    {
        foreach (var store in _stores)
        {
            store.Dispose();
        }
    }

    /// <summary>The sequences that are loaded, in appends of 20 between those of many others, and a few more of those.</summary>
    private IEnumerable<SequencedItem[]> Appends()
    {
        Random random = new(1);
        GrowingSequence[] others = [.. Enumerable.Range(0, 500).Select(_ => new GrowingSequence(_isHard))];
        for (var round = 0; round < 1_500; round++)
        {
            for (var index = 0; index < Lengths.Length; index++)
            {
                if (round < Lengths[index] / AppendSize)
                {
                    yield return _sequences[index].Next(AppendSize);
                }
                else if (round == 0)
                {
                    yield return _sequences[index].Next(Lengths[index]);
                }
            }

            yield return [.. Enumerable.Range(0, AppendSize).Select(_ => others[random.Next(others.Length)].Next())];
        }
    }

    private string PathOf(ComparedStore compared) => Path.Combine(_folder, $"{compared.Name}{(_isHard ? ".hard" : "")}.read");

    private static void Print(int length, List<(double Time, double Allocated)> loads, double goal)
    {
        Report.Row($"{length} events", [.. loads.Select(static load => $"{Report.Number(load.Time)}, {Report.Number(load.Allocated)}")]);
        if (length == 1_000)
        {
            Report.Goal("SQLite's time : EsGen's, 1,000 events", loads[^1].Time / loads[0].Time, goal);
        }
    }

    private (double Time, double Allocated) FirstLoad(ComparedStore compared, int index)
    {
        List<double> times = [];
        List<double> allocated = [];
        for (var round = 0; round < Rounds; round++)
        {
            using var store = compared.Open(PathOf(compared));

            // Another one, so that the way to the file is known, but not the sequence.
            store.Load(_sequences[(index + 1) % Lengths.Length].Id);
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var since = Stopwatch.GetTimestamp();
            store.Load(_sequences[index].Id);
            times.Add(Stopwatch.GetElapsedTime(since).TotalMicroseconds);
            allocated.Add((GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (double)Lengths[index]);
        }

        return (Report.Median(times), Report.Median(allocated));
    }

    private (double Time, double Allocated) Load(IStoreToCompare store, int index)
    {
        var (id, length) = (_sequences[index].Id, Lengths[index]);
        var repetitions = 20_000 / length;

        // Until the code is compiled as well as it gets.
        for (var beginning = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(beginning) < TimeSpan.FromMilliseconds(500);)
        {
            store.Load(id);
        }

        List<double> times = [];
        List<double> allocated = [];
        for (var round = 0; round < Rounds; round++)
        {
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var since = Stopwatch.GetTimestamp();
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                if (store.Load(id) != length)
                {
                    throw new InvalidOperationException("Events are missing.");
                }
            }

            times.Add(Stopwatch.GetElapsedTime(since).TotalMicroseconds / repetitions);
            allocated.Add((GC.GetAllocatedBytesForCurrentThread() - allocatedBefore) / (double)(repetitions * length));
        }

        return (Report.Median(times), Report.Median(allocated));
    }

    private static double ScannedPerSecond(IStoreToCompare store)
    {
        List<double> rates = [];
        for (var round = 0; round < 5; round++)
        {
            var since = Stopwatch.GetTimestamp();
            rates.Add(store.Scan() / Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        return Report.Median(rates);
    }
}
