using System.Diagnostics;
using System.Globalization;

namespace EsGen.Benchmarks.Stores;

/// <summary>How many events a second the stores take, for several sizes of an append and numbers of callers.</summary>
internal sealed class AppendComparison : IDisposable
{
    private const int Rounds = 5;
    private const int SequencesOfEach = 960;

    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(400);

    private static readonly ComparedStore[] Compared =
        [ComparedStore.EsGen, ComparedStore.LiteDb, ComparedStore.Sqlite, ComparedStore.PlainFile];

    private static readonly Workload[] Workloads =
    [
        .. from events in new[] { 1, 10, 100 } from callers in new[] { 1, 16, 64 } select new Workload(events, callers, IsSpread: false),
        new Workload(100, 1, IsSpread: true),
    ];

    private readonly List<IStoreToCompare> _stores = [];
    private readonly List<GrowingSequence[]> _sequences = [];
    private readonly Dictionary<(Workload, ComparedStore), List<double>> _rates = [];

    public AppendComparison(string folder)
    {
        foreach (var compared in Compared)
        {
            var store = compared.Open(Path.Combine(folder, $"{compared.Name}.append"));
            GrowingSequence[] sequences = [.. Enumerable.Range(0, SequencesOfEach).Select(_ => new GrowingSequence())];
            for (var filled = 0; filled < 20; filled++)
            {
                store.Append([.. sequences.Select(static sequence => sequence.Next())]);
            }

            _stores.Add(store);
            _sequences.Add(sequences);
        }
    }

    /// <summary>Measures in rounds, so that what else the machine does hits all of them, and prints the medians.</summary>
    public void Run()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var workload in Workloads)
            {
                for (var index = 0; index < Compared.Length; index++)
                {
                    var rates = _rates.TryGetValue((workload, Compared[index]), out var found) ? found : _rates[(workload, Compared[index])] = [];
                    rates.Add(EventsPerSecond(_stores[index], _sequences[index], workload));
                }
            }
        }

        Report.Heading("append, events/s", [.. Compared.Select(static compared => compared.Name)]);
        foreach (var workload in Workloads)
        {
            Report.Row(workload.ToString(), [.. Compared.Select(compared => Report.Number(Median(workload, compared)))]);
        }

        Workload single = new(1, 1, IsSpread: false);
        Workload batches = new(100, 1, IsSpread: false);
        Report.Goal("a single caller : the plain file", Median(single, ComparedStore.EsGen) / Median(single, ComparedStore.PlainFile), 0.6);
        Report.Goal(
            "64 callers : a single caller",
            Median(new Workload(1, 64, IsSpread: false), ComparedStore.EsGen) / Median(single, ComparedStore.EsGen),
            8);
        foreach (var workload in new[] { batches, batches with { IsSpread = true } })
        {
            Report.Goal($"{workload} : SQLite", Median(workload, ComparedStore.EsGen) / Median(workload, ComparedStore.Sqlite), 1.2);
        }
    }

    public void Dispose()
    {
        foreach (var store in _stores)
        {
            store.Dispose();
        }
    }

    private static double EventsPerSecond(IStoreToCompare store, GrowingSequence[] sequences, Workload workload)
    {
        var appends = 0;
        var since = Stopwatch.GetTimestamp();
        Thread[] callers =
        [
            .. Enumerable.Range(0, workload.Callers).Select(caller => new Thread(() =>
            {
                Random random = new(caller);
                while (Stopwatch.GetElapsedTime(since) < Duration)
                {
                    store.Append(NextOf(sequences, workload, caller, random));
                    Interlocked.Increment(ref appends);
                }
            })),
        ];
        foreach (var caller in callers)
        {
            caller.Start();
        }

        foreach (var caller in callers)
        {
            caller.Join();
        }

        return appends * workload.Events / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    /// <summary>The next events of one of the caller's sequences, or one event of each of as many.</summary>
    private static SequencedItem[] NextOf(GrowingSequence[] sequences, Workload workload, int caller, Random random)
    {
        GrowingSequence Any() => sequences[(random.Next(sequences.Length / workload.Callers) * workload.Callers) + caller];

        return workload.IsSpread ? [.. Enumerable.Range(0, workload.Events).Select(_ => Any().Next())] : Any().Next(workload.Events);
    }

    private double Median(Workload workload, ComparedStore compared) => Report.Median(_rates[(workload, compared)]);

    private sealed record Workload(int Events, int Callers, bool IsSpread)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Events} an append, {Callers} caller{(Callers == 1 ? "" : "s")}{(IsSpread ? ", many sequences" : "")}");
    }
}
