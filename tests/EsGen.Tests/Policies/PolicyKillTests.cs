using System.Globalization;
using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.Policies;

/// <summary>What a policy has made after the process was killed (kill -9) again and again: one aggregate for each event, and one end for each process.</summary>
public sealed class PolicyKillTests
{
    [Fact]
    public async Task Each_event_makes_one_aggregate_whatever_is_killed_when()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("example.db");
        Random random = new(1);
        long acknowledged = 0;
        for (int round = 0; round < TestLength.Choose(4, 200); round++)
        {
            TimeSpan after = TimeSpan.FromMilliseconds(random.Next(300));
            acknowledged = Math.Max(acknowledged, KilledProcess.Run(typeof(PolicyKillTests).Assembly, after, "policies", path));
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
}
