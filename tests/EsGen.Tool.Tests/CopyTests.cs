using System.Diagnostics;
using EsGen.LiteDB;
using EsGen.PostgreSql;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary><c>copy</c> and <c>backup</c>: the same store elsewhere, whatever is killed on the way.</summary>
public sealed class CopyTests
{
    [Fact]
    public async Task A_copy_has_ids_trackings_and_every_byte()
    {
        using BankStore store = Create();
        string copy = store.File("copy.db");

        ToolRun run = (await ToolRun.RunAsync("copy", store.Path, copy, "--json")).Succeeded();

        Assert.Equal(Read(store.Path), Read(copy));
        Assert.Equal(Read(store.Path).Count, run.Json.GetProperty("copied").GetInt64());
        Assert.True(run.Json.GetProperty("verified").GetBoolean());
        Assert.Equal(42, Tracking(copy, "policy:invoicing"));
        Assert.Equal(0, Tracking(copy, "new"));
    }

    [Fact]
    public async Task A_copy_goes_on_where_an_earlier_one_ended()
    {
        using BankStore store = Create();
        string copy = store.File("copy.db");
        (await ToolRun.RunAsync("copy", store.Path, copy)).Succeeded();
        store.Change(
            static strategy => strategy.Append([BankStore.Item(1, 20), BankStore.Item(2, 20)], new Tracking("policy:invoicing", 43)));

        ToolRun run = (await ToolRun.RunAsync("copy", store.Path, copy, "--json")).Succeeded();

        Assert.Equal(2, run.Json.GetProperty("copied").GetInt64());
        Assert.Equal(Read(store.Path), Read(copy));
        Assert.Equal(43, Tracking(copy, "policy:invoicing"));
        Assert.Equal(0, (await ToolRun.RunAsync("copy", store.Path, copy, "--json")).Succeeded().Json.GetProperty("copied").GetInt64());
    }

    [Fact]
    public async Task A_target_that_is_another_store_is_refused_and_left_alone()
    {
        using BankStore store = Create();
        Dictionary<string, Action<IActiveRecordStrategy>> others = new()
        {
            ["another first event"] = static strategy => strategy.Append([BankStore.Item(77, 0)], tracking: null),
            ["a tracking ahead"] = static strategy => strategy.Append([], new Tracking("policy:invoicing", 43)),
            ["an unknown tracking"] = static strategy => strategy.Append([], new Tracking("stranger", 0)),
        };
        foreach ((string name, Action<IActiveRecordStrategy> fill) in others)
        {
            string copy = store.File($"{name}.db");
            using (LiteDbDatastore datastore = LiteDbDatastore.Open(copy))
            {
                fill(datastore.ActiveRecordStrategy);
            }

            List<Notification> before = Read(copy);
            ToolRun run = await ToolRun.RunAsync("copy", store.Path, copy);
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("isn't the beginning of", run.Error, StringComparison.Ordinal);
            Assert.Equal(before, Read(copy));
        }

        string longer = store.File("longer.db");
        (await ToolRun.RunAsync("copy", store.Path, longer)).Succeeded();
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(longer))
        {
            datastore.ActiveRecordStrategy.Append(BankStore.Item(77, 0));
        }

        Assert.Equal(3, (await ToolRun.RunAsync("copy", store.Path, longer)).ExitCode);
        Assert.Equal(3, (await ToolRun.RunAsync("copy", store.Path, store.Path)).ExitCode);
    }

    [Fact]
    public async Task A_copy_that_is_killed_again_and_again_ends_equal()
    {
        using BankStore store = BankStore.Create(accounts: 100, eventsEach: TestLength.Choose(200, 10_000));
        string copy = store.File("copy.db");
        int kills = TestLength.Choose(2, 10);
        for (int kill = 0; kill < kills; kill++)
        {
            using Process process = Start("copy", store.Path, copy);

            // Whenever that is: while it starts, compares, copies, verifies or has ended.
            while (!process.HasExited && !File.Exists(copy))
            {
                await Task.Delay(5);
            }

            await Task.Delay(Random.Shared.Next(150));
            process.Kill();
            await process.WaitForExitAsync();
        }

        (await ToolRun.RunAsync("copy", store.Path, copy)).Succeeded();
        Assert.Equal(Read(store.Path), Read(copy));
    }

    [Fact]
    public async Task A_backup_is_equal_and_overwrites_nothing()
    {
        using BankStore store = Create();
        string backup = store.File("backup.db");

        (await ToolRun.RunAsync("backup", store.Path, backup)).Succeeded();
        Assert.Equal(Read(store.Path), Read(backup));
        Assert.Equal(42, Tracking(backup, "policy:invoicing"));

        Assert.Equal(3, (await ToolRun.RunAsync("backup", store.Path, backup)).ExitCode);
        Assert.Equal(3, (await ToolRun.RunAsync("backup", "pg:X", store.File("x.db"))).ExitCode);
    }

    [ServerFact]
    public async Task A_store_goes_to_PostgreSQL_and_back()
    {
        using BankStore store = Create();
        ServerStore server = new();
        string back = store.File("back.db");

        (await ServerStore.RunAsync("copy", store.Path, server.Address)).Succeeded();
        (await ServerStore.RunAsync("copy", server.Address, back)).Succeeded();

        Assert.Equal(Read(store.Path), Read(back));
        Assert.Equal(42, Tracking(back, "policy:invoicing"));
        ToolRun verified = await ServerStore.RunAsync("verify", server.Address, "--json");
        Assert.Equal(Read(store.Path).Count, verified.Json.GetProperty("events").GetInt64());
        Assert.DoesNotContain(
            verified.Json.GetProperty("findings").EnumerateArray(),
            static finding => finding.GetProperty("kind").GetString() is not ("metadata" or "position"));

        // The application goes on there, and the copy back up to date from there.
        using (PostgreSqlDatastore datastore = server.Open())
        {
            Assert.Equal(Read(store.Path).Count + 1, datastore.ActiveRecordStrategy.Append(BankStore.Item(1, 20)));
        }

        ToolRun again = (await ServerStore.RunAsync("copy", server.Address, back, "--json")).Succeeded();
        Assert.Equal(1, again.Json.GetProperty("copied").GetInt64());
        Assert.Equal(3, (await ServerStore.RunAsync("copy", store.Path, server.Address)).ExitCode);
        ToolRun info = (await ServerStore.RunAsync("info", server.Address, "--json")).Succeeded();
        Assert.Equal("postgresql", info.Json.GetProperty("kind").GetString());
    }

    [ServerFact]
    public async Task A_copy_to_PostgreSQL_that_is_killed_goes_on()
    {
        using BankStore store = BankStore.Create(accounts: 100, eventsEach: TestLength.Choose(300, 10_000));
        ServerStore server = new();
        for (int kill = 0; kill < TestLength.Choose(2, 10); kill++)
        {
            using Process process = Start("copy", store.Path, server.Address);
            await Task.Delay(Random.Shared.Next(300, 1500));
            process.Kill();
            await process.WaitForExitAsync();
        }

        ToolRun run = (await ServerStore.RunAsync("copy", store.Path, server.Address, "--json")).Succeeded();

        Assert.True(run.Json.GetProperty("verified").GetBoolean());
        ToolRun verified = (await ServerStore.RunAsync("verify", server.Address, "--app", ToolRun.App, "--json")).Succeeded();
        Assert.Equal(run.Json.GetProperty("events").GetInt64(), verified.Json.GetProperty("events").GetInt64());
        Assert.Equal(100, verified.Json.GetProperty("sequences").GetInt32());
    }

    [ServerFact]
    public async Task What_was_taken_from_a_database_by_hand_is_found()
    {
        using BankStore store = BankStore.Create(accounts: 3, eventsEach: 5);
        ServerStore server = new();
        (await ServerStore.RunAsync("copy", store.Path, server.Address)).Succeeded();
        server.Execute("""
            alter table {schema}.items disable trigger all;
            delete from {schema}.items where notification_id in (7, 15);
            """);

        ToolRun run = await ServerStore.RunAsync("verify", server.Address, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ["notification-gap", "notification-gap", "position"],
            run.Json.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("kind").GetString()).Order());
        Assert.Equal(3, (await ServerStore.RunAsync("copy", store.Path, server.Address)).ExitCode);
    }

    [ServerFact]
    public async Task Looking_at_a_database_makes_no_tables()
    {
        ServerStore server = new();

        foreach (string command in new[] { "info", "list", "verify" })
        {
            ToolRun run = await ServerStore.RunAsync(command, server.Address);
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("There is no store", run.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Runs the tool as a process.</summary>
    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [typeof(CopyTests).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        if (arguments.Any(static argument => argument.StartsWith("pg:", StringComparison.Ordinal)))
        {
            foreach ((string name, string value) in ServerStore.Environment)
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start)!;
    }

    private static BankStore Create()
    {
        BankStore store = BankStore.Create(accounts: 3, eventsEach: 20);
        store.Change(strategy =>
        {
            strategy.Append(Hostile.Items(), tracking: null);
            strategy.Append([], new Tracking("policy:invoicing", 42));
            strategy.Append([], new Tracking("new", 0));
        });
        return store;
    }

    private static List<Notification> Read(string path)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, ReadOnly = true });
        List<Notification> all = [];
        while (datastore.ActiveRecordStrategy.GetNotifications(all.Count, 1000) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all;
    }

    private static long? Tracking(string path, string name)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(new LiteDbSettings { Path = path, ReadOnly = true });
        return datastore.ActiveRecordStrategy.GetTracking(name);
    }
}
