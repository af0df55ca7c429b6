using System.Diagnostics;
using EsGen.CompilerServices;
using EsGen.LiteDB;

namespace EsGen.Benchmarks.Snapshots;

/// <summary>What snapshots spare a load, and what they cost a save: with and without them in turns, on files, in five rounds each.</summary>
internal sealed class SnapshotComparison : IDisposable
{
    private const int Rounds = 5;
    private const int Events = 10_000;
    private const int SnapshotAt = 9_950;
    private const int Loads = 100;
    private const int Saves = 400;

    private readonly string _folder = Directory.CreateTempSubdirectory("esgen-snapshots-").FullName;

    public static void Run()
    {
        using SnapshotComparison comparison = new();
        comparison.CompareLoads();
        comparison.CompareSaves();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void CompareLoads()
    {
        string path = Path.Combine(_folder, "loads.db");
        Guid id = Fill(path);
        List<double> firstWithout = [], firstWith = [], without = [], with = [];
        for (int round = 0; round < Rounds; round++)
        {
            // Each opened anew, so that the first load finds nothing in memory.
            Measure(withSnapshots: false, firstWithout, without);
            Measure(withSnapshots: true, firstWith, with);
        }

        Print("load 10,000 events, first time after opening", firstWithout, firstWith);
        Print("load 10,000 events, again", without, with);

        void Measure(bool withSnapshots, List<double> first, List<double> again)
        {
            using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
            using EventSourcedApplication application = withSnapshots ? new(datastore) : new(datastore.ActiveRecordStrategy);
            EventSourcedRepository<Depot> depots = application.Repository<Depot>();
            first.Add(Time(() => depots.Get(id)));
            for (int load = 0; load < Loads; load++)
            {
                again.Add(Time(() => depots.Get(id)));
            }

            if (depots.Get(id).Version != Events)
            {
                throw new InvalidOperationException("Not all events were loaded.");
            }
        }
    }

    private static Guid Fill(string path)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        using EventSourcedApplication application = new(datastore.ActiveRecordStrategy);
        using EventSourcedApplication withSnapshots = new(datastore);
        Depot depot = new("main");
        while (depot.Version < SnapshotAt)
        {
            depot.MoveAny((int)depot.Version);
        }

        application.Repository<Depot>().Save(depot);
        withSnapshots.Repository<Depot>().TakeSnapshot(depot.Id);
        while (depot.Version < Events)
        {
            depot.MoveAny((int)depot.Version);
        }

        application.Repository<Depot>().Save(depot);
        return depot.Id;
    }

    /// <summary>Saves of one event each, every second of which takes a snapshot; the next one begins when that is stored.</summary>
    private void CompareSaves()
    {
        string path = Path.Combine(_folder, "saves.db");
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        using EventSourcedApplication application = new(datastore);
        EventSourcedRepository<Depot> depots = application.Repository<Depot>();
        Depot depot = new("main");
        depots.Save(depot);
        for (int round = 0; round <= Rounds; round++)
        {
            List<double> without = [], with = [];
            List<long> allocatedWithout = [], allocatedWith = [];
            for (int save = 0; save < Saves; save++)
            {
                depot.MoveAny(save);
                bool takes = depot.Version % 2 == 0;
                long before = GC.GetAllocatedBytesForCurrentThread();
                double time = Time(() => depots.Save(depot));
                (takes ? allocatedWith : allocatedWithout).Add(GC.GetAllocatedBytesForCurrentThread() - before);
                (takes ? with : without).Add(time);
                if (takes)
                {
                    WaitForSnapshot(datastore, depot);
                }
            }

            // The first round is the compiler's.
            if (round > 0)
            {
                double ratio = Median(with) / Median(without);
                Console.WriteLine(
                    $"save, round {round}: without a snapshot {Median(without),6:F0} µs, {Median(allocatedWithout)} B   with one {Median(with),6:F0} µs, {Median(allocatedWith)} B   ratio {ratio:F3}");
            }
        }
    }

    private static void WaitForSnapshot(IDatastore datastore, Depot depot)
    {
        while (datastore.SnapshotStore!.Find(depot.Id, FingerprintOf<Depot>())?.Version != depot.Version)
        {
            Thread.Sleep(1);
        }
    }

    private static string FingerprintOf<T>()
        where T : class, IEventSourced<T> => T.Description.State!.Fingerprint;

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static T Median<T>(List<T> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Print(string name, List<double> without, List<double> with) => Console.WriteLine(
        $"{name,-46} without {Median(without),8:F0} µs   with a snapshot at {SnapshotAt} {Median(with),6:F0} µs   {Median(without) / Median(with):F0} times as fast");
}
