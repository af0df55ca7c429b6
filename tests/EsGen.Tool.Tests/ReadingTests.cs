using System.Text.Json;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary><c>info</c>, <c>list</c>, <c>show</c>, <c>tail</c> and <c>trace</c>.</summary>
public sealed class ReadingTests
{
    [Fact]
    public async Task Info_says_what_is_there()
    {
        using BankStore store = BankStore.Create(accounts: 3, eventsEach: 4);
        store.Append(BankStore.Item(9, 0, topic: "Shop.Order.Placed", data: "{}"));
        store.Change(static strategy => strategy.Append([], new Tracking("policy:invoicing", 7)));

        ToolRun run = (await ToolRun.RunAsync("info", store.Path, "--json")).Succeeded();

        JsonElement info = run.Json;
        Assert.Equal("litedb", info.GetProperty("kind").GetString());
        Assert.Equal(13, info.GetProperty("events").GetInt64());
        Assert.Equal(13, info.GetProperty("lastNotificationId").GetInt64());
        Assert.Equal(4, info.GetProperty("sequences").GetInt32());
        Assert.Equal(
            """[{"entity":"Account","sequences":3,"events":12},{"entity":"Shop.Order","sequences":1,"events":1}]""",
            info.GetProperty("entities").GetRawText());
        Assert.Equal("Shop.Order.Placed", info.GetProperty("newest").GetProperty("topic").GetString());
        Assert.Equal(1, info.GetProperty("oldest").GetProperty("notificationId").GetInt64());
        Assert.Equal("""[{"name":"policy:invoicing","notificationId":7}]""", info.GetProperty("trackings").GetRawText());
        Assert.Equal(new FileInfo(store.Path).Length, info.GetProperty("size").GetInt64());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("damage").ValueKind);

        ToolRun text = (await ToolRun.RunAsync("info", store.Path)).Succeeded();
        Assert.Contains("Shop.Order  1          1", text.Out, StringComparison.Ordinal);
        Assert.Contains("policy:invoicing", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_shows_damage_with_what_can_be_read()
    {
        using BankStore store = BankStore.Create(accounts: 50, eventsEach: 100);
        Damage.Garble(store.Path, page: 20);

        ToolRun run = await ToolRun.RunAsync("info", store.Path, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.NotEqual(JsonValueKind.Null, run.Json.GetProperty("damage").ValueKind);
        Assert.True(run.Json.GetProperty("size").GetInt64() > 0);
    }

    [Fact]
    public async Task List_gives_pages_newest_first()
    {
        using BankStore store = BankStore.Create(accounts: 5, eventsEach: 2);

        ToolRun first = (await ToolRun.RunAsync("list", store.Path, "--json", "--limit", "2")).Succeeded();
        string next = first.Json.GetProperty("next").GetRawText();
        ToolRun second = (await ToolRun.RunAsync("list", store.Path, "--json", "--limit", "2", "--before", next)).Succeeded();
        ToolRun third = (
            await ToolRun.RunAsync("list", store.Path, "--json", "--before", second.Json.GetProperty("next").GetRawText())).Succeeded();

        Guid[] ids = [.. new[] { first, second, third }
            .SelectMany(static run => run.Json.GetProperty("sequences").EnumerateArray())
            .Select(static sequence => sequence.GetProperty("sequenceId").GetGuid())];
        Assert.Equal([.. Enumerable.Range(1, 5).Reverse().Select(BankStore.IdOf)], ids);
        Assert.Equal(JsonValueKind.Null, third.Json.GetProperty("next").ValueKind);
        ToolRun all = (await ToolRun.RunAsync("list", store.Path, "--json", "--limit", $"{int.MaxValue}")).Succeeded();
        Assert.Equal(5, all.Json.GetProperty("sequences").GetArrayLength());
        JsonElement newest = first.Json.GetProperty("sequences")[0];
        Assert.Equal("Account", newest.GetProperty("entity").GetString());
        Assert.Equal(2, newest.GetProperty("events").GetInt64());
        Assert.Equal("Account.Deposited", newest.GetProperty("lastTopic").GetString());
        Assert.Equal("2026-05-01T12:00:09.0000000Z", newest.GetProperty("last").GetString());
    }

    [Fact]
    public async Task List_filters_by_entity_and_time()
    {
        using BankStore store = BankStore.Create(accounts: 3, eventsEach: 1);
        store.Append(BankStore.Item(9, 0, BankStore.Start.AddDays(1), topic: "Order.Placed"));

        Assert.Equal(3, await CountAsync("--entity", "Account"));
        Assert.Equal(0, await CountAsync("--entity", "account"));
        Assert.Equal(1, await CountAsync("--since", "2026-05-02"));
        Assert.Equal(1, await CountAsync("--since", "2026-05-02T14:00+02:00"));
        Assert.Equal(2, await CountAsync("--since", "2026-05-01T12:00:02Z"));

        async Task<int> CountAsync(params string[] options) =>
            (await ToolRun.RunAsync(["list", store.Path, "--json", .. options])).Succeeded().Json.GetProperty("sequences").GetArrayLength();
    }

    [Fact]
    public async Task Show_gives_the_events_up_to_a_version_or_time()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 5);
        string id = BankStore.IdOf(1).ToString();

        Assert.Equal(5, await CountAsync());
        Assert.Equal(2, await CountAsync("--at", "2"));
        Assert.Equal(3, await CountAsync("--at", "2026-05-01T12:00:02Z"));
        Assert.Equal(5, await CountAsync("--at", "2027-01-01"));
        Assert.Equal(1, (await ToolRun.RunAsync("show", store.Path, id, "--at", "6")).ExitCode);
        Assert.Equal(1, (await ToolRun.RunAsync("show", store.Path, id, "--at", "2020-01-01")).ExitCode);
        Assert.Equal(1, (await ToolRun.RunAsync("show", store.Path, BankStore.IdOf(2).ToString())).ExitCode);

        JsonElement e = (await ToolRun.RunAsync("show", store.Path, id, "--json")).Json.GetProperty("events")[1];
        Assert.Equal("""{"amount":1}""", e.GetProperty("data").GetRawText());
        Assert.Equal(1, e.GetProperty("position").GetInt64());

        async Task<int> CountAsync(params string[] options) =>
            (await ToolRun.RunAsync(["show", store.Path, id, "--json", .. options])).Succeeded().Json.GetProperty(
                "events").GetArrayLength();
    }

    [Fact]
    public async Task Show_with_the_application_gives_the_state_and_what_each_event_changed()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 3);
        store.Append(BankStore.Item(1, 3, data: """{"amount":10,"note":"gift"}"""));
        string id = BankStore.IdOf(1).ToString();

        ToolRun run = (await ToolRun.RunAsync("show", store.Path, id, "--app", ToolRun.App, "--json")).Succeeded();

        JsonElement events = run.Json.GetProperty("events");
        Assert.Equal("""[{"path":"balance","before":1,"after":3}]""", events[2].GetProperty("changes").GetRawText());
        Assert.Equal(
            """[{"path":"balance","before":3,"after":13},{"path":"notes[0]","after":"gift"}]""",
            events[3].GetProperty("changes").GetRawText());
        Assert.Equal(13m, run.Json.GetProperty("state").GetProperty("balance").GetDecimal());
        Assert.Equal("Owner 1", run.Json.GetProperty("state").GetProperty("owner").GetString());

        ToolRun past = (await ToolRun.RunAsync("show", store.Path, id, "--app", ToolRun.App, "--at", "2")).Succeeded();
        Assert.Contains("balance: 0 → 1", past.Out, StringComparison.Ordinal);
        Assert.Contains("State after 2 events", past.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_says_which_event_the_application_cannot_replay()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 2);
        store.Append(BankStore.Item(1, 2, data: """{"amount":"much"}"""));

        ToolRun run = await ToolRun.RunAsync("show", store.Path, BankStore.IdOf(1).ToString(), "--app", ToolRun.App, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("MalformedEventException", run.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, run.Json.GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task Tail_begins_where_it_is_told_and_filters_by_topic()
    {
        using BankStore store = BankStore.Create(accounts: 2, eventsEach: 3);

        Assert.Equal("5 6", await IdsAsync("--after", "4", "--limit", "2"));
        Assert.Equal("1 2", await IdsAsync("--after", "0", "--topic", "Account.Opened", "--limit", "2"));
        Assert.Equal("3 4", await IdsAsync("--after", "0", "--topic", "*.Dep*", "--limit", "2"));
        Assert.Equal("1", await IdsAsync("--after", "0", "--topic", "Order", "--topic", "Account", "--limit", "1"));

        async Task<string> IdsAsync(params string[] options) => string.Join(
            ' ',
            (await ToolRun.RunAsync(["tail", store.Path, "--json", .. options])).Succeeded().Lines
                .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("notificationId")));
    }

    [Fact]
    public async Task Tail_ends_after_one_event_at_least()
    {
        using BankStore store = BankStore.Create();

        Assert.Equal(2, (await ToolRun.RunAsync("tail", store.Path, "--limit", "0")).ExitCode);
    }

    [Fact]
    public async Task Tail_shows_what_an_application_stores_meanwhile_and_lets_it_open_the_file()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 1);
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(60));
        Task<ToolRun> tail = ToolRun.RunAsync(
            ["tail", store.Path, "--after", "0", "--limit", "2", "--json"],
            new Dictionary<string, string>(),
            cancellationToken: timeout.Token);
        for (int position = 1; !tail.IsCompleted && !timeout.IsCancellationRequested; position++)
        {
            try
            {
                store.Append(BankStore.Item(1, position));
            }
            catch (LiteDB.DatastoreInUseException)
            {
                // It is looking at this very moment.
                position--;
            }

            await Task.WhenAny(tail, Task.Delay(500));
        }

        ToolRun run = (await tail).Succeeded();
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact]
    public async Task Tail_ends_well_when_it_is_cancelled()
    {
        using BankStore store = BankStore.Create();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));

        ToolRun run = await ToolRun.RunAsync(["tail", store.Path], new Dictionary<string, string>(), cancellationToken: stop.Token);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Trace_shows_causes_as_a_tree_over_all_sequences()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 1);
        string root = $"{BankStore.IdOf(1)}:0";
        store.Append(
            BankStore.Item(2, 0, metadata: Caused(root)),
            BankStore.Item(3, 0, metadata: Caused(root)),
            BankStore.Item(2, 1, metadata: Caused($"{BankStore.IdOf(3)}:0")),
            BankStore.Item(4, 0, metadata: Caused($"{BankStore.IdOf(4)}:0")),
            BankStore.Item(5, 0, metadata: """{"correlation":"other"}"""));

        JsonElement events = (await ToolRun.RunAsync("trace", store.Path, root, "--json")).Succeeded().Json.GetProperty("events");

        Assert.Equal(
            ["1 0 null", "2 1 1", "3 1 1", "4 2 3", "5 0 null"],
            events.EnumerateArray().Select(
                static e => $"{e.GetProperty("notificationId")} {e.GetProperty("depth")} {e.GetProperty("cause").GetRawText()}"));
        string[] lines = (await ToolRun.RunAsync("trace", store.Path, root)).Succeeded().Lines;
        Assert.StartsWith("    Account.Deposited", lines[3], StringComparison.Ordinal);
        Assert.Equal(1, (await ToolRun.RunAsync("trace", store.Path, "none")).ExitCode);

        string Caused(string cause) => $$"""{"causation":"{{cause}}","correlation":"{{root}}"}""";
    }

    [Fact]
    public async Task What_is_redirected_is_plain_and_at_full_width()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 1);
        string text = new('x', 500);
        store.Append(BankStore.Item(1, 1, data: $$"""{"amount":1,"note":"[1,2] [red]{{text}}[/]"}"""));

        foreach (string command in new[] { "show", "tail" })
        {
            string[] rest = command == "show" ? [BankStore.IdOf(1).ToString()] : ["--limit", "2"];
            ToolRun run = (await ToolRun.RunAsync([command, store.Path, .. rest])).Succeeded();
            Assert.Contains(run.Lines, line => line.Contains($"[1,2] [red]{text}[/]", StringComparison.Ordinal));
        }

        foreach (string command in new[] { "info", "list", "verify" })
        {
            ToolRun run = (await ToolRun.RunAsync(command, store.Path)).Succeeded();
            Assert.DoesNotContain(run.Out, static c => c is '\u001b' or (>= '\u2500' and <= '\u257f'));
        }
    }

    [Fact]
    public async Task On_a_terminal_an_id_stands_on_one_line()
    {
        using BankStore store = BankStore.Create(accounts: 2, eventsEach: 1);

        ToolRun run = await ToolRun.RunAsync(["list", store.Path], new Dictionary<string, string>(), isTerminal: true);

        Assert.Contains(run.Lines, static line => line.StartsWith(BankStore.IdOf(1).ToString(), StringComparison.Ordinal));
        Assert.All(run.Lines, static line => Assert.True(line.Replace("\u001b[1m", "", StringComparison.Ordinal).Length <= 80 + 20, line));
    }

    [Fact]
    public async Task On_a_terminal_nothing_stored_is_markup_or_obeyed()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 1);
        store.Append(BankStore.Item(1, 1, topic: "[red]\u001b[31m.Deposited\u202e", data: "\"[bold]\u009b31m\u001b]0;title\u0007\""));

        string[][] commands = [["info"], ["list"], ["show", BankStore.IdOf(1).ToString()], ["tail", "--limit", "2"], ["verify"]];
        foreach (string[] arguments in commands)
        {
            ToolRun run = await ToolRun.RunAsync(
                [arguments[0], store.Path, .. arguments[1..]], new Dictionary<string, string>(), isTerminal: true);
            Assert.Equal("", run.Error);
            Assert.Equal(0, run.ExitCode);

            // Bold and normal are ours.
            string withoutStyle = run.Out.Replace(
                "\u001b[1m", "", StringComparison.Ordinal).Replace("\u001b[0m", "", StringComparison.Ordinal);
            Assert.DoesNotContain(withoutStyle, static c => c is '\u001b' or '\u009b' or '\u202e' or '\u0007');
        }
    }
}
