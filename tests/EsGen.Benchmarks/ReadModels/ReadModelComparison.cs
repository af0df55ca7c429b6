using System.Diagnostics;
using System.Globalization;
using EsGen.Benchmarks.Stores;
using EsGen.LiteDB;

namespace EsGen.Benchmarks.ReadModels;

/// <summary>Compares a read model with one written by hand on SQLite, in one run on the disk that the current directory is on.</summary>
internal sealed class ReadModelComparison(string folder, int events, int documents)
{
    private const int Rounds = 5;
    private const int SmallTransaction = 500;
    private const int LargeTransaction = 50_000;

    private readonly string _events = Path.Combine(folder, $"{documents}.db");
    private readonly string _models = Path.Combine(folder, $"{documents}.readmodels.db");
    private readonly string _sqlite = Path.Combine(folder, $"{documents}.sqlite");
    private long _peak;

    /// <param name="scale">One for the whole, more for a part of it.</param>
    public static async Task RunAsync(int scale)
    {
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"readmodels-{Environment.ProcessId}"));
        try
        {
            await new ReadModelComparison(folder.FullName, 1_000_000 / scale, 10_000 / scale).RunAsync(smallGoal: 5, finders: true);
            await new ReadModelComparison(folder.FullName, 400_000 / scale, 200_000 / scale).RunAsync(smallGoal: 2.5, finders: false);
            await ReadModelLatency.RunAsync(Path.Combine(folder.FullName, "latency.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync(double smallGoal, bool finders)
    {
        Append();
        List<(double Own, double Small, double Large)> rounds = [];

        // The first round compiles both.
        for (int round = 0; round <= Rounds; round++)
        {
            double own = await CatchUpAsync();
            double small = CatchUpByHand(SmallTransaction);
            double large = CatchUpByHand(LargeTransaction);
            if (round > 0)
            {
                rounds.Add((own, small, large));
            }
        }

        Report.Heading($"{events:#,0} events over {documents:#,0} documents", ["EsGen", "by hand, 500", "by hand, 50k"]);
        Report.Row(
            "catching up, s",
            [.. new[] { rounds.Select(static r => r.Own), rounds.Select(static r => r.Small), rounds.Select(static r => r.Large) }
                .Select(static times => Report.Median(times).ToString("0.00", CultureInfo.InvariantCulture))]);
        Report.Row("file, bytes a document", [Size(_models), "", Size(_sqlite)]);
        Report.Row("managed memory at most while catching up, MB", [$"{_peak / 1_000_000}", "", ""]);
        Report.Goal("time by hand, 500 events a transaction : EsGen's", Report.Median(rounds.Select(static r => r.Small / r.Own)), smallGoal);
        Report.Goal("time by hand, 50,000 events a transaction : EsGen's", Report.Median(rounds.Select(static r => r.Large / r.Own)), 1);
        if (finders)
        {
            await MeasureFindersAsync();
        }

        await MeasureReadersAsync();
    }

    private string Size(string file) => Report.Number(new FileInfo(file).Length / (double)documents);

    private void Append()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = _events, Durability = Durability.OsBuffered });
        using EventSourcedApplication application = new(datastore);
        Random random = new(1);
        Guid[] ids = [.. Enumerable.Range(0, documents).Select(_ => NewGuid(random))];
        int[] versions = new int[documents];
        for (int i = 0; i < events;)
        {
            List<SequencedItem> items = [];
            for (int j = 0; j < 1_000 && i < events; j++, i++)
            {
                // Each once, then in any order.
                int meter = i < documents ? i : random.Next(documents);
                int version = versions[meter]++;
                items.Add(Encode(version, ids[meter], random));
            }

            datastore.ActiveRecordStrategy.Append(items);
        }
    }

    private static SequencedItem Encode(int version, Guid id, Random random)
    {
        EventContext context = new(id, version, DateTimeOffset.UtcNow);
        (Guid owner, string region, long reading, decimal price, DateTimeOffset at) =
            (new Guid(random.Next(500), 0, 0, new byte[8]), $"region {random.Next(50)}", random.NextInt64(1_000_000_000), random.Next(10_000) / 100m, DateTimeOffset.UnixEpoch.AddSeconds(random.Next()));
        return Encode<Meter>(version == 0 ? new Meter.Installed(owner, region, reading, price, at) : new Meter.ReadingTaken(owner, region, reading, price, at), context);
    }

    private static SequencedItem Encode<T>(IDomainEvent e, EventContext context)
        where T : class, IEventSourced<T> => T.Encode(e, context);

    private static Guid NewGuid(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private async Task<double> CatchUpAsync()
    {
        File.Delete(_models);
        using LiteDbDatastore datastore = LiteDbDatastore.Open(_events);
        await using EventSourcedApplication application = new(datastore);
        await using EventSourcedRunner runner = new(application);
        runner.Add<MeterView>();
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using CancellationTokenSource done = new();
        Task watching = WatchMemoryAsync(before, done.Token);
        long start = Stopwatch.GetTimestamp();
        await runner.StartAsync();
        await runner.WaitUntilCaughtUpAsync();
        double time = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await done.CancelAsync();
        await watching;
        return application.ReadModels<MeterView>().Count() == documents ? time : throw new InvalidOperationException("Documents are missing.");
    }

    private async Task WatchMemoryAsync(long before, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false) - before);
            await Task.Delay(10, CancellationToken.None);
        }
    }

    private double CatchUpByHand(int eventsInTransaction)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(_sqlite + suffix);
        }

        using LiteDbDatastore datastore = LiteDbDatastore.Open(_events);
        using HandWrittenView view = new(_sqlite);
        long start = Stopwatch.GetTimestamp();
        view.CatchUp(datastore.ActiveRecordStrategy, eventsInTransaction);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task MeasureFindersAsync()
    {
        const int Queries = 200;
        double[] cold = new double[Queries], coldByHand = new double[Queries];
        double[] warm = [], warmByHand = [];
        double opening;
        {
            using LiteDbDatastore datastore = LiteDbDatastore.Open(_events);
            await using EventSourcedApplication application = new(datastore);
            ReadModels<MeterView> models = application.ReadModels<MeterView>();
            long start = Stopwatch.GetTimestamp();
            GC.KeepAlive(models.Count());
            opening = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            Random random = new(2);
            Measure(cold, random, (region, from) => models.FindByRegionAndReading(region, from: from, limit: 10).Count);
            for (int i = 0; i < 20; i++)
            {
                warm = new double[2_000];
                Measure(warm, random, (region, from) => models.FindByRegionAndReading(region, from: from, limit: 10).Count);
            }
        }

        {
            using HandWrittenView view = new(_sqlite);
            Random random = new(2);
            Measure(coldByHand, random, view.Find);
            for (int i = 0; i < 20; i++)
            {
                warmByHand = new double[2_000];
                Measure(warmByHand, random, view.Find);
            }
        }

        Report.Heading("a finder, 10 documents, median, µs", ["EsGen", "SQLite"]);
        Report.Row("in the cache", [Report.Number(Report.Median(warm)), Report.Number(Report.Median(warmByHand))]);
        Report.Row($"the first {Queries} after opening", [Report.Number(Report.Median(cold)), Report.Number(Report.Median(coldByHand))]);
        Report.Row("opening the documents, ms", [Report.Number(opening), ""]);
        Report.Goal("SQLite's time : EsGen's, in the cache", Report.Median(warmByHand) / Report.Median(warm), 1);
        Report.Goal("SQLite's time : EsGen's, cold", Report.Median(coldByHand) / Report.Median(cold), 0.25);
    }

    private static void Measure(double[] times, Random random, Func<string, long, int> find)
    {
        for (int i = 0; i < times.Length; i++)
        {
            (string region, long from) = ($"region {random.Next(50)}", random.NextInt64(900_000_000));
            long start = Stopwatch.GetTimestamp();
            find(region, from);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
    }

    /// <summary>How long a reader waits at most while the documents are made again beside those that answer.</summary>
    private async Task MeasureReadersAsync()
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(_events);
        await using EventSourcedApplication application = new(datastore);
        await using EventSourcedRunner runner = new(application);
        runner.Add<MeterView>();
        await runner.StartAsync();
        ReadModels<MeterView> models = application.ReadModels<MeterView>();
        await models.WaitUntilCaughtUpAsync();
        Guid[] ids = [.. models.All(limit: 1_000).Select(static one => one.MeterId)];
        Task rebuilding = runner.RebuildAsync<MeterView>();
        List<double> times = [];
        Random random = new(3);
        while (!rebuilding.IsCompleted)
        {
            long start = Stopwatch.GetTimestamp();
            models.Get(ids[random.Next(ids.Length)]);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (times.Count % 20 == 0)
            {
                await Task.Delay(1);
            }
        }

        await rebuilding;
        times.Sort();
        Report.Row(
            "a reader while the documents are made, ms: 99 %, 99.9 %, most",
            [.. new[] { 0.99, 0.999, 1 }.Select(part => times[(int)Math.Min(times.Count - 1, times.Count * part)].ToString("0.000", CultureInfo.InvariantCulture))]);
    }
}
