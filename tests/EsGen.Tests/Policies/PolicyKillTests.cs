using System.Diagnostics;
using System.Globalization;
using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.Policies;

/// <summary>What a policy has made after the process was killed (kill -9) again and again: one aggregate for each event, and one end for each process.</summary>
public sealed class PolicyKillTests
{
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("ESGEN_LONG_TESTS") == "1" ? 200 : 4;

    [Fact]
    public async Task Each_event_makes_one_aggregate_whatever_is_killed_when()
    {
        string folder = Directory.CreateTempSubdirectory("esgen-policies-").FullName;
        try
        {
            string path = Path.Combine(folder, "example.db");
            Random random = new(1);
            long acknowledged = 0;
            for (int round = 0; round < s_rounds; round++)
            {
                acknowledged = Math.Max(acknowledged, RunUntilKilled(path, random.Next(300)));
            }

            using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
            await using RunningPolicies running = await StartAsync(datastore);
            for (long last = 0; last != running.Strategy.LastNotificationId;)
            {
                // What a policy makes is reacted to, too.
                last = running.Strategy.LastNotificationId;
                await running.CaughtUpAsync();
            }

            IReadOnlyList<Purchase> purchases = running.All<Purchase>();
            Assert.InRange(purchases.Count, acknowledged, long.MaxValue);
            Assert.Equal(purchases.Select(static purchase => purchase.Total).Order(), running.All<Bill>().Select(static bill => bill.Amount).Order());
            Assert.Equal(
                purchases.Select(static purchase => (purchase.Id, Fulfilling.EndOf(purchase.Total))).Order(),
                running.All<Fulfilment>().Select(static fulfilment => (fulfilment.Purchase, fulfilment.Stage)).Order());
            datastore.Verify();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the killed process does: one thread stores purchases, and a runner's policies make bills of them, and fulfil them.</summary>
    internal static async Task WorkAsync(string path)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        await using RunningPolicies running = await StartAsync(datastore);
        for (int number = running.All<Purchase>().Count + 1; ; number++)
        {
            running.Save(new Purchase("Ada", number));
            Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task<RunningPolicies> StartAsync(LiteDbDatastore datastore)
    {
        RunningPolicies running = new(datastore.ActiveRecordStrategy);
        running.Runner.Add(new Right());
        running.Runner.Add(new Fulfilling(running.Application.Repository<Fulfilment>()));
        await running.Runner.StartAsync();
        return running;
    }

    private static long RunUntilKilled(string path, int milliseconds)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(PolicyKillTests).Assembly.Location);
        start.ArgumentList.Add("policies");
        start.ArgumentList.Add(path);
        using Process child = Process.Start(start)!;
        long last = long.Parse(child.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        Thread.Sleep(milliseconds);
        child.Kill();
        while (child.StandardOutput.ReadLine() is { } line)
        {
            last = long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Math.Max(last, number) : last;
        }

        child.WaitForExit();
        return last;
    }
}
