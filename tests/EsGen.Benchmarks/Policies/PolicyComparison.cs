using System.Diagnostics;
using EsGen.Benchmarks.Stores;
using EsGen.LiteDB;

namespace EsGen.Benchmarks.Policies;

/// <summary>Compares a policy that makes one aggregate an event, on a file with Fsync, with the same by hand over SQLite: two tables, one transaction an event.</summary>
internal static class PolicyComparison
{
    private const int Events = 20_000;
    private const int Rounds = 5;
    private const int Goal = 2_000;

    public static void Run()
    {
        DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, $"policies-{Environment.ProcessId}"));
        try
        {
            List<double> own = [];
            List<double> byHand = [];
            for (int round = 0; round <= Rounds; round++)
            {
                double ownRate = Events / MeasureOwn(Path.Combine(folder.FullName, $"{round}.db"));
                double handRate = Events / MeasureByHand(Path.Combine(folder.FullName, $"{round}.sqlite"));

                // The first one compiles.
                if (round > 0)
                {
                    own.Add(ownRate);
                    byHand.Add(handRate);
                }
            }

            Report.Heading("a policy that makes an aggregate of each event, events/s", ["EsGen", "SQLite"]);
            Report.Row($"{Events} events that are there, median of {Rounds} rounds", [Report.Number(Report.Median(own)), Report.Number(Report.Median(byHand))]);
            Report.Goal("EsGen : SQLite by hand", Report.Median(own.Zip(byHand, static (left, right) => left / right)), 3);
            Report.Goal("EsGen : 2,000 events/s", Report.Median(own) / Goal, 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double MeasureOwn(string path)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        using EventSourcedApplication application = new(datastore);
        foreach (int[] numbers in Enumerable.Range(0, Events).Chunk(500))
        {
            application.Save([.. numbers.Select(static number => new Sale($"customer {number}", number))]);
        }

        using EventSourcedRunner runner = new(application);
        runner.Add(new Receipts());
        long start = Stopwatch.GetTimestamp();
        runner.StartAsync().GetAwaiter().GetResult();
        runner.WaitUntilCaughtUpAsync().GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return datastore.ActiveRecordStrategy.LastNotificationId >= 2 * Events
            ? seconds
            : throw new InvalidOperationException("The policy hasn't made all that it should.");
    }

    private static double MeasureByHand(string path)
    {
        using PolicyByHand byHand = new(path);
        byHand.Fill(Events);
        long start = Stopwatch.GetTimestamp();
        byHand.Handle();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
