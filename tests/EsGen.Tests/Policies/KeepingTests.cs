using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tests.Policies;

/// <summary>What is kept of policies where a store is copied, salvaged or goes back.</summary>
public sealed class KeepingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_restored_backup_goes_on_with_one_aggregate_for_each_event()
    {
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(_folder.File("example.db")))
        {
            await using RunningPolicies running = await RunningPolicies.StartAsync(static _ => new Right(), datastore.ActiveRecordStrategy);
            running.Save(new Purchase("Ada", 1));
            await running.CaughtUpAsync();
            running.Save(new Purchase("Ada", 2));
            datastore.Backup(_folder.File("backup.db"));
            running.Save(new Purchase("Ada", 3));
            await running.CaughtUpAsync();
        }

        using LiteDbDatastore restored = LiteDbDatastore.Open(_folder.File("backup.db"));
        await using RunningPolicies again = await RunningPolicies.StartAsync(static _ => new Right(), restored.ActiveRecordStrategy);
        again.Save(new Purchase("Ada", 4));
        await again.CaughtUpAsync();
        Assert.Equal([1m, 2m, 4m], again.All<Bill>().Select(static bill => bill.Amount).Order());
    }

    [Fact]
    public async Task What_is_parked_is_in_backups_and_what_is_salvaged()
    {
        RunnerOptions park = new() { Attempts = 1, OnFailure = OnFailure.Park };
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(_folder.File("example.db")))
        {
            await using RunningPolicies running = await RunningPolicies.StartAsync(
                static _ => new Scripted(static (_, _, _) => throw new TimeoutException()), datastore.ActiveRecordStrategy, park);
            running.Save(PolicyTests.Notes(3));
            await running.CaughtUpAsync();
            await running.Runner.DropParkedAsync("scripted", 3);
            datastore.Verify();
            datastore.Backup(_folder.File("backup.db"));
        }

        LiteDbDatastore.Salvage(_folder.File("example.db"), _folder.File("salvaged.db"));
        foreach (string copy in new[] { "example.db", "backup.db", "salvaged.db" })
        {
            using LiteDbDatastore datastore = LiteDbDatastore.Open(_folder.File(copy));
            await using RunningPolicies running = await RunningPolicies.StartAsync(
                static _ => new Scripted(static (_, context, _) => Task.FromResult<IEventSourced?>(new Tally(context.NewId("tally")))),
                datastore.ActiveRecordStrategy,
                park);
            Assert.Equal([2, 4], (await running.Runner.GetParkedAsync("scripted")).Select(static e => e.NotificationId));
            Assert.Equal(2, await running.Runner.RetryParkedAsync("scripted", null));
            await running.CaughtUpAsync();
            Assert.Equal(2, running.All<Tally>().Count);
        }
    }

    [Fact]
    public async Task What_is_parked_is_found_by_later_versions_of_EsGen()
    {
        await using RunningPolicies running = await RunningPolicies.StartAsync(
            static _ => new Scripted(static (_, _, _) => throw new TimeoutException()),
            options: new RunnerOptions { Attempts = 1, OnFailure = OnFailure.Park });
        running.Save(PolicyTests.Notes(1));
        await running.CaughtUpAsync();

        // The hash of "EsGen.Policy\nscripted" as a GUID of version 8.
        Assert.Equal(
            ["EsGen.Policy.Parked"],
            running.Strategy.GetItems(new Guid("40aa82f9-bac3-8052-a859-46c0cd835c06")).Select(static item => item.Topic));
    }
}
