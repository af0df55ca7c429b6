using System.Text.Json;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary><c>verify</c>: each planted fault is found, in stores and in code, and nothing where there is none.</summary>
public sealed class VerifyTests
{
    private const string Rest = "\"topic\":\"x\",\"attempts\":1,\"exception\":null}";

    [Fact]
    public async Task A_sound_store_is_sound()
    {
        using BankStore store = BankStore.Create(accounts: 20, eventsEach: 30);
        store.Change(static strategy => strategy.Append([], new Tracking("follower", 600)));

        foreach (string[] options in new string[][] { [], ["--app", ToolRun.App] })
        {
            ToolRun run = (await ToolRun.RunAsync(["verify", store.Path, "--json", .. options])).Succeeded();
            Assert.True(run.Json.GetProperty("sound").GetBoolean());
            Assert.Equal(600, run.Json.GetProperty("events").GetInt64());
            Assert.Equal(20, run.Json.GetProperty("sequences").GetInt32());
            Assert.Equal(0, run.Json.GetProperty("findings").GetArrayLength());
        }
    }

    [Fact]
    public async Task A_damaged_page_is_found()
    {
        using BankStore store = BankStore.Create(accounts: 50, eventsEach: 100);
        Damage.Garble(store.Path, page: 20);

        Assert.Contains("damage", await FindAsync(store));
        Assert.Contains("damage", await FindAsync(store, "--app", ToolRun.App));
    }

    [Fact]
    public async Task A_gap_in_a_sequence_is_found() =>
        Assert.Equal(["position"], await FindAsync([BankStore.Item(1, 5)]));

    [Fact]
    public async Task Metadata_that_is_none_is_found() =>
        Assert.Equal(["metadata"], await FindAsync([BankStore.Item(1, 3, metadata: """{"a":1}""")]));

    [Fact]
    public async Task A_tracking_ahead_of_the_events_is_found()
    {
        using BankStore store = BankStore.Create();
        store.Change(static strategy => strategy.Append([], new Tracking("follower", 1000)));

        Assert.Equal(["tracking"], await FindAsync(store));
    }

    [Theory]
    [InlineData("""{"notification":99,"sequence":"00000001-0000-7000-8000-000000000000","position":77,""" + Rest)]
    [InlineData("""{"notification":2,"sequence":"00000001-0000-7000-8000-000000000000","position":0,""" + Rest)]
    [InlineData("""{"notification":1,"sequence":"00000001-0000-7000-8000-000000000000","position":0}""")]
    [InlineData("""{"notification":"one"}""")]
    [InlineData("no JSON")]
    public async Task A_parked_event_that_is_not_there_is_found(string note) =>
        Assert.Equal(["parked"], await FindAsync([BankStore.Item(8, 0, topic: "EsGen.Policy.Parked", data: note)]));

    [Theory]
    [InlineData("Account.Deposited", """{"amount":"much"}""")]
    [InlineData("Account.Deposited", """{}""")]
    [InlineData("Account.Deposited", "no JSON")]
    [InlineData("Account.Renamed", "{}")]
    [InlineData("Account.Deposited@2", """{"amount":1}""")]
    public async Task An_event_that_cannot_be_decoded_is_found(string topic, string data)
    {
        SequencedItem item = BankStore.Item(1, 3, topic: topic, data: data);

        Assert.Contains("decoding", await FindAsync([item], "--app", ToolRun.App));
        Assert.Empty(await FindAsync([item]));
    }

    [Fact]
    public async Task An_event_behind_the_last_one_is_found() => Assert.Contains(
        "replay",
        await FindAsync([BankStore.Item(1, 3, topic: "Account.Closed", data: "{}"), BankStore.Item(1, 4)], "--app", ToolRun.App));

    [Fact]
    public async Task A_history_without_its_beginning_is_found() => Assert.Contains(
        "replay", await FindAsync([BankStore.Item(7, 0, topic: "Account.Deposited", data: """{"amount":1}""")], "--app", ToolRun.App));

    [Fact]
    public async Task Events_of_two_entities_in_one_sequence_are_found() => Assert.Contains(
        "decoding", await FindAsync([BankStore.Item(1, 3, topic: "Faulty.Begun", data: "{}")], "--app", ToolRun.App));

    [Fact]
    public async Task Events_of_an_entity_that_the_application_has_not_are_found_once()
    {
        SequencedItem[] orders = [.. Enumerable.Range(20, 10).Select(static number => BankStore.Item(number, 0, topic: "Order.Placed"))];

        Assert.Equal(["unknown-entity"], await FindAsync(orders, "--app", ToolRun.App));
    }

    [Theory]
    [InlineData("Thrown", "replay")]
    [InlineData("Counted", "unstable")]
    [InlineData("Divided", "state")]
    [InlineData("Halved", "state")]
    public async Task A_fault_in_code_is_found(string name, string kind) => Assert.Equal(
        [kind],
        await FindAsync(
            [BankStore.Item(8, 0, topic: "Faulty.Begun", data: "{}"), BankStore.Item(8, 1, topic: $"Faulty.{name}", data: "{}")],
            "--app",
            ToolRun.App));

    [Fact]
    public async Task Text_says_where_each_finding_is()
    {
        using BankStore store = BankStore.Create();
        store.Append(BankStore.Item(1, 3, data: """{"amount":"much"}"""));

        ToolRun run = await ToolRun.RunAsync("verify", store.Path, "--app", ToolRun.App);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"decoding: {BankStore.IdOf(1)}:3 Account.Deposited — MalformedEventException", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("findings\n", run.Out, StringComparison.Ordinal);
    }

    private static async Task<string[]> FindAsync(SequencedItem[] planted, params string[] options)
    {
        using BankStore store = BankStore.Create();
        store.Append(planted);
        return await FindAsync(store, options);
    }

    private static async Task<string[]> FindAsync(BankStore store, params string[] options)
    {
        ToolRun run = await ToolRun.RunAsync(["verify", store.Path, "--json", .. options]);
        JsonElement[] findings = [.. run.Json.GetProperty("findings").EnumerateArray()];
        Assert.Equal(findings.Length == 0 ? 0 : 1, run.ExitCode);
        return [.. findings.Select(static finding => finding.GetProperty("kind").GetString()!)];
    }
}
