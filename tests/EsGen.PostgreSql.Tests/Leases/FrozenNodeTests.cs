using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace EsGen.PostgreSql.Tests.Leases;

/// <summary>Nodes as processes of their own that are frozen past their leases and go on, killed and started again, while others store events.</summary>
public sealed class FrozenNodeTests
{
    private static readonly TimeSpan s_leaseTime = TimeSpan.FromMilliseconds(800);
    private readonly PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    [Fact] // G6
    public async Task Each_event_is_handled_once_whatever_is_frozen_killed_or_started_when()
    {
        await using Node node = await Node.OpenAsync(_settings, new RunnerOptions { LeaseTime = s_leaseTime });
        Random random = new(1);
        using CancellationTokenSource stop = new();
        Dictionary<string, (int Purchases, decimal Total)> customers = [];
        decimal sum = 0;
        int purchases = 0;
        Task writing = Task.Run(async () =>
        {
            Random own = new(2);
            while (!stop.IsCancellationRequested)
            {
                Purchase purchase = new($"customer {own.Next(20)}", ++purchases);
                await node.Application.SaveAsync(purchase);
                (int count, decimal total) = customers.GetValueOrDefault(purchase.Customer);
                customers[purchase.Customer] = (count + 1, total + purchase.Total);
                sum += purchase.Total;
                await Task.Delay(2);
            }
        });
        List<Process> nodes = [Start(), Start()];
        try
        {
            foreach (Process one in nodes)
            {
                Assert.Equal("started", await one.StandardOutput.ReadLineAsync());
            }

            for (int round = 0; round < TestLength.Choose(3, 600); round++)
            {
                // Whoever holds the leases is among them.
                int victim = round % nodes.Count;
                if (random.Next(3) == 0)
                {
                    nodes[victim].Kill();
                    nodes[victim].Dispose();
                    nodes[victim] = Start();
                    Assert.Equal("started", await nodes[victim].StandardOutput.ReadLineAsync());
                }
                else
                {
                    Signal(nodes[victim], "STOP");
                    await Task.Delay(s_leaseTime * (1 + random.NextDouble()));
                    Signal(nodes[victim], "CONT");
                }

                await Task.Delay(random.Next(300));
            }

            await stop.CancelAsync();
            await writing;
            node.Runner.Add<CustomerTotal>();
            node.Runner.Add(new Invoicing());
            node.Runner.Add(new Fulfilling(node.Application.Repository<Fulfilment>()));
            await node.Runner.StartAsync();
            for (long last = 0; last != node.Strategy.LastNotificationId;)
            {
                // What a policy makes is reacted to, too.
                last = node.Strategy.LastNotificationId;
                await node.Runner.WaitUntilCaughtUpAsync();
            }
        }
        finally
        {
            foreach (Process one in nodes)
            {
                one.Kill();
                one.Dispose();
            }
        }

        ReadModels<CustomerTotal> totals = node.Application.ReadModels<CustomerTotal>();
        Assert.Equal(
            customers.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => (one.Key, one.Value.Purchases, one.Value.Total)),
            totals.All(limit: 100).Select(one => (totals.KeyOf(one), one.Purchases, one.Total)));
        Dictionary<string, int> stored = [];
        for (long after = 0; node.Strategy.GetNotifications(after, 1000) is { Count: > 0 } page; after = page[^1].Id)
        {
            foreach (Notification notification in page)
            {
                stored[notification.Item.Topic] = stored.GetValueOrDefault(notification.Item.Topic) + 1;
            }
        }

        Assert.Equal((purchases, purchases, purchases), (stored["Purchase.Placed"], stored["Bill.Issued"], stored["Fulfilment.Begun"]));
        Assert.Equal(Enumerable.Range(1, purchases).Count(static total => total % 5 == 0), stored["Fulfilment.Declined"]);
        Assert.Equal(Enumerable.Range(1, purchases).Count(static total => Fulfilling.EndOf(total) == "shipped"), stored["Fulfilment.Shipped"]);
        Assert.Equal(Enumerable.Range(1, purchases).Count(static total => Fulfilling.EndOf(total) == "refunded"), stored["Fulfilment.Refunded"]);
    }

    /// <summary>What a node does.</summary>
    internal static async Task WorkAsync(string connectionString, string schema, TimeSpan leaseTime)
    {
        await using Npgsql.NpgsqlDataSource source = Npgsql.NpgsqlDataSource.Create(connectionString);
        await using Node node = await Node.OpenAsync(
            new PostgreSqlSettings { DataSource = source, Schema = schema }, new RunnerOptions { LeaseTime = leaseTime });
        node.Runner.Add<CustomerTotal>();
        node.Runner.Add(new Invoicing());
        node.Runner.Add(new Fulfilling(node.Application.Repository<Fulfilment>()));
        await node.Runner.StartAsync();
        Console.WriteLine("started");
        await Task.Delay(Timeout.Infinite);
    }

    private static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private Process Start() => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            typeof(FrozenNodeTests).Assembly.Location, "node", PostgreSqlServer.Instance.ConnectionString, _settings.Schema,
            $"{(int)s_leaseTime.TotalMilliseconds}",
        ])
    {
        RedirectStandardOutput = true,
    })!;
}
