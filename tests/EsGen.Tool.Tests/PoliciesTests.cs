using System.Text.Json;
using EsGen.LiteDB;
using EsGen.PostgreSql;
using EsGen.Tool.Tests.Domain;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary><c>policies</c>, <c>readmodels</c> and <c>snapshots</c>, with the application's own runner before and behind.</summary>
public sealed class PoliciesTests
{
    [Fact]
    public async Task A_parked_event_is_listed_and_tried_again_by_the_next_runner()
    {
        using BankStore store = CreateStore();
        GiftShop shop = new();
        await RunAsync(store.Path, shop);

        JsonElement policy = (await ToolRun.RunAsync("policies", "list", store.Path, "--json")).Succeeded().Json.GetProperty("policies")[0];
        Assert.Equal("gifting", policy.GetProperty("name").GetString());
        Assert.Equal(2, policy.GetProperty("parked").GetInt32());
        JsonElement parked = (
            await ToolRun.RunAsync("policies", "parked", store.Path, "gifting", "--json")).Succeeded().Json.GetProperty("parked");
        Assert.Equal(2, parked.GetArrayLength());
        Assert.Equal("Account.Withdrawn", parked[0].GetProperty("topic").GetString());
        Assert.Equal("System.InvalidOperationException", parked[0].GetProperty("exception").GetString());
        Assert.False(parked[0].GetProperty("due").GetBoolean());

        // Marked twice, once each; and tried while it still fails: then it isn't due any more.
        Assert.Equal(2, (
            await ToolRun.RunAsync("policies", "retry", store.Path, "gifting", "--json")).Succeeded().Json.GetProperty("due").GetInt32());
        Assert.Equal(0, (
            await ToolRun.RunAsync("policies", "retry", store.Path, "gifting", "--json")).Succeeded().Json.GetProperty("due").GetInt32());
        await RunAsync(store.Path, shop);
        Assert.Equal(["2 False", "2 False"], await ReadParkedAsync(store.Path));

        string second = parked[1].GetProperty("notificationId").GetRawText();
        (await ToolRun.RunAsync("policies", "retry", store.Path, "gifting", second)).Succeeded();
        Assert.Equal(["2 False", "2 True"], await ReadParkedAsync(store.Path));
        shop.IsOpen = true;
        int tries = shop.Tries;
        await RunAsync(store.Path, shop);

        Assert.Equal(tries + 1, shop.Tries);
        Assert.Equal(["2 False"], await ReadParkedAsync(store.Path));
        (await ToolRun.RunAsync("verify", store.Path, "--app", ToolRun.App)).Succeeded();
    }

    [ServerFact]
    public async Task A_running_runner_notices_what_is_due()
    {
        using BankStore store = CreateStore();
        ServerStore server = new();
        (await ServerStore.RunAsync("copy", store.Path, server.Address)).Succeeded();
        GiftShop shop = new();
        using PostgreSqlDatastore datastore = server.Open();
        using EventSourcedApplication app = new(datastore);
        await using EventSourcedRunner runner = Runner(app, shop);
        await runner.StartAsync(CancellationToken.None);
        await runner.WaitUntilCaughtUpAsync(CancellationToken.None);
        Assert.Equal(2, (await runner.GetParkedAsync("gifting")).Count);
        shop.IsOpen = true;

        (await ServerStore.RunAsync("policies", "retry", server.Address, "gifting")).Succeeded();

        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(60));
        while ((await runner.GetParkedAsync("gifting", cancellationToken: timeout.Token)).Count > 0)
        {
            await Task.Delay(20, timeout.Token);
        }
    }

    [Fact]
    public async Task A_dropped_event_is_gone()
    {
        using BankStore store = CreateStore();
        await RunAsync(store.Path, new GiftShop());
        string first = (await ToolRun.RunAsync("policies", "parked", store.Path, "gifting", "--json", "--limit", "1")).Json.GetProperty(
            "next").GetRawText();

        (await ToolRun.RunAsync("policies", "drop", store.Path, "gifting", first)).Succeeded();

        Assert.Single(await ReadParkedAsync(store.Path));
        Assert.Equal(1, (await ToolRun.RunAsync("policies", "drop", store.Path, "gifting", first)).ExitCode);
        Assert.Equal(1, (await ToolRun.RunAsync("policies", "retry", store.Path, "gifting", first)).ExitCode);
    }

    [Fact]
    public async Task A_position_is_set_forwards_and_back()
    {
        using BankStore store = CreateStore();
        await RunAsync(store.Path, new GiftShop { IsOpen = true });

        foreach (string position in new[] { "1", "0", "5" })
        {
            (await ToolRun.RunAsync("policies", "reset", store.Path, "gifting", position)).Succeeded();
            JsonElement policies = (await ToolRun.RunAsync("policies", "list", store.Path, "--json")).Json.GetProperty("policies");
            Assert.Equal(position, policies[0].GetProperty("position").GetRawText());
        }

        Assert.Equal(1, (await ToolRun.RunAsync("policies", "reset", store.Path, "gifting", "1000")).ExitCode);
        Assert.Equal(2, (await ToolRun.RunAsync("policies", "reset", store.Path, "gifting", "-1")).ExitCode);
        ToolRun unknown = await ToolRun.RunAsync("policies", "reset", store.Path, "gifts", "1");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("there are gifting", unknown.Error, StringComparison.Ordinal);
        (await ToolRun.RunAsync("verify", store.Path)).Succeeded();
    }

    [Fact]
    public async Task No_policy_does_again_on_a_copy_what_it_has_done()
    {
        using BankStore store = CreateStore();
        GiftShop shop = new();
        await RunAsync(store.Path, shop);
        int tries = shop.Tries;
        string file = store.File("bank.ndjson");
        (await ToolRun.RunAsync("copy", store.Path, store.File("copied.db"))).Succeeded();
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        (await ToolRun.RunAsync("import", file, store.File("imported.db"))).Succeeded();

        foreach (string copy in new[] { store.File("copied.db"), store.File("imported.db") })
        {
            await RunAsync(copy, shop);
            Assert.Equal(tries, shop.Tries);
            Assert.Equal(2, (await ReadParkedAsync(copy)).Length);
        }
    }

    [Fact]
    public async Task Documents_are_listed_and_deleted()
    {
        using BankStore store = CreateStore();
        Assert.Equal(0, (await ToolRun.RunAsync("readmodels", "list", store.Path, "--json")).Succeeded().Json.GetProperty(
            "readModels").GetArrayLength());
        await RunAsync(store.Path, new GiftShop());
        byte[] before = await File.ReadAllBytesAsync(store.File("bank.readmodels.db"));

        JsonElement model = (
            await ToolRun.RunAsync("readmodels", "list", store.Path, "--json")).Succeeded().Json.GetProperty("readModels")[0];

        Assert.Equal("account-line", model.GetProperty("name").GetString());
        Assert.Equal(2, model.GetProperty("documents").GetInt64());
        Assert.True(model.GetProperty("answers").GetBoolean());
        Assert.Equal(before, await File.ReadAllBytesAsync(store.File("bank.readmodels.db")));

        Assert.Equal(1, (await ToolRun.RunAsync("readmodels", "delete", store.Path, "other")).ExitCode);
        (await ToolRun.RunAsync("readmodels", "delete", store.Path, "account-line")).Succeeded();
        Assert.Equal(
            0, (await ToolRun.RunAsync("readmodels", "list", store.Path, "--json")).Json.GetProperty("readModels").GetArrayLength());
    }

    [ServerFact]
    public async Task Documents_in_PostgreSQL_are_listed_and_deleted()
    {
        using BankStore store = CreateStore();
        ServerStore server = new();
        (await ServerStore.RunAsync("copy", store.Path, server.Address)).Succeeded();
        using (PostgreSqlDatastore datastore = server.Open())
        {
            using EventSourcedApplication app = new(datastore);
            await using EventSourcedRunner runner = new(app, new RunnerOptions());
            runner.Add<AccountLine>();
            await runner.StartAsync(CancellationToken.None);
            await runner.WaitUntilCaughtUpAsync(CancellationToken.None);
        }

        JsonElement models = (await ServerStore.RunAsync("readmodels", "list", server.Address, "--json")).Succeeded().Json;
        Assert.Equal(2, models.GetProperty("readModels")[0].GetProperty("documents").GetInt64());
        (await ServerStore.RunAsync("readmodels", "delete", server.Address, "account-line")).Succeeded();
        models = (await ServerStore.RunAsync("readmodels", "list", server.Address, "--json")).Succeeded().Json;
        Assert.Equal(0, models.GetProperty("readModels").GetArrayLength());
    }

    [Fact]
    public async Task Snapshots_are_compared_and_deleted()
    {
        using BankStore store = BankStore.Create(accounts: 2, eventsEach: 5);
        store.Use(static app =>
        {
            EventSourcedRepository<Account> accounts = app.Repository<Account>();
            accounts.TakeSnapshot(BankStore.IdOf(1));
            accounts.TakeSnapshot(BankStore.IdOf(2));
        });
        (await ToolRun.RunAsync("verify", store.Path, "--app", ToolRun.App)).Succeeded();

        // As one that is from before a change outside of the class: of this build, and with another state.
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(store.Path))
        {
            string fingerprint = Find(datastore, 1)!.Value.Fingerprint;
            Account other = new("Owner 1", BankStore.IdOf(1));
            foreach (int amount in new[] { 1, 2, 3, 999 })
            {
                other.Deposit(amount);
            }

            SequencedItem last = datastore.ActiveRecordStrategy.GetItem(BankStore.IdOf(1), 4)!.Value;
            EntityStates.Put(datastore.SnapshotStore!, other, fingerprint, last);
        }

        ToolRun run = await ToolRun.RunAsync("verify", store.Path, "--app", ToolRun.App, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("snapshot", run.Json.GetProperty("findings")[0].GetProperty("kind").GetString());

        (await ToolRun.RunAsync("snapshots", "delete", store.Path, BankStore.IdOf(1).ToString())).Succeeded();
        (await ToolRun.RunAsync("verify", store.Path, "--app", ToolRun.App)).Succeeded();
        Assert.Equal([false, true], Found());
        (await ToolRun.RunAsync("snapshots", "delete", store.Path)).Succeeded();
        Assert.Equal([false, false], Found());

        bool[] Found()
        {
            using LiteDbDatastore datastore = LiteDbDatastore.Open(store.Path);
            return [Find(datastore, 1) is not null, Find(datastore, 2) is not null];
        }

        static Snapshot? Find(LiteDbDatastore datastore, int account) =>
            datastore.SnapshotStore!.Find(BankStore.IdOf(account), EntityStates.FingerprintOfAccount);
    }

    private static BankStore CreateStore()
    {
        BankStore store = BankStore.Create(accounts: 2, eventsEach: 2);
        store.Append(
            BankStore.Item(1, 2, topic: "Account.Withdrawn", data: """{"amount":1}"""),
            BankStore.Item(2, 2, topic: "Account.Withdrawn", data: """{"amount":2}"""));
        return store;
    }

    private static async Task RunAsync(string path, GiftShop shop)
    {
        using LiteDbDatastore datastore = LiteDbDatastore.Open(path);
        using EventSourcedApplication app = new(datastore);
        await using EventSourcedRunner runner = Runner(app, shop);
        runner.Add<AccountLine>();
        await runner.StartAsync(CancellationToken.None);
        await runner.WaitUntilCaughtUpAsync(CancellationToken.None);
        await runner.StopAsync(CancellationToken.None);
    }

    private static EventSourcedRunner Runner(EventSourcedApplication app, GiftShop shop)
    {
        EventSourcedRunner runner = new(app, new RunnerOptions { Attempts = 1, OnFailure = OnFailure.Park });
        runner.Add(new Gifting(shop));
        return runner;
    }

    private static async Task<string[]> ReadParkedAsync(string path) =>
    [
        .. (await ToolRun.RunAsync("policies", "parked", path, "gifting", "--json")).Succeeded().Json.GetProperty("parked").EnumerateArray()
            .Select(static e => $"{e.GetProperty("attempts")} {e.GetProperty("due").GetBoolean()}"),
    ];
}
