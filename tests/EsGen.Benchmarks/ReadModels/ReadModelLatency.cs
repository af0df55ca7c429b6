using System.Diagnostics;
using System.Globalization;
using EsGen.Benchmarks.Stores;
using EsGen.LiteDB;

namespace EsGen.Benchmarks.ReadModels;

/// <summary>How long it takes until what was appended is in the documents, under a steady load.</summary>
internal static class ReadModelLatency
{
    private const int AppendsPerSecond = 1_000;
    private const int Seconds = 10;

    public static async Task RunAsync(string path)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        await using EventSourcedApplication application = new(datastore);
        await using EventSourcedRunner runner = new(application);
        runner.Add<MeterView>();
        await runner.StartAsync();
        ReadModels<MeterView> models = application.ReadModels<MeterView>();
        List<Task<double>> appends = [];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < AppendsPerSecond * Seconds;)
        {
            // What is due by now; a timer isn't exact to a millisecond.
            for (; i < Stopwatch.GetElapsedTime(start).TotalSeconds * AppendsPerSecond && i < AppendsPerSecond * Seconds; i++)
            {
                appends.Add(AppendAsync(application, models));
            }

            await Task.Delay(1);
        }

        double[] times = await Task.WhenAll(appends);
        double[] warm = [.. times.Skip(times.Length / 5).Order()];
        Report.Heading($"{AppendsPerSecond:#,0} appends a second, from stored to visible", ["median", "99 %", "most"]);
        Report.Row(
            "ms",
            [.. new[] { 0.5, 0.99, 1 }.Select(part => warm[(int)Math.Min(warm.Length - 1, warm.Length * part)].ToString("0.00", CultureInfo.InvariantCulture))]);
    }

    private static async Task<double> AppendAsync(EventSourcedApplication application, ReadModels<MeterView> models)
    {
        Meter meter = new(Guid.NewGuid(), "region", 1, 2m, DateTimeOffset.UnixEpoch);
        await application.SaveAsync(meter);
        long start = Stopwatch.GetTimestamp();
        await models.WaitForAsync(meter);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
