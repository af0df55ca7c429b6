using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using EsGen.LiteDB;
using EsGen.Tool.Tests.Domain;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary>What each command writes with <c>--json</c> has the form that docs/tool.md says, member by member.</summary>
public sealed partial class JsonFormTests
{
    private static readonly HashSet<string> s_optional =
    [
        "metadata", "dataBase64", "metadataBase64", "changes", "state", "problem", "before", "after",
        "finding.sequenceId", "finding.position", "finding.notificationId", "finding.topic",
    ];

    // What is stored has any form.
    private static readonly HashSet<string> s_free = ["data", "metadata", "state", "before", "after"];

    [Fact]
    public async Task Every_command_writes_what_the_page_says()
    {
        IReadOnlyDictionary<string, JsonElement> documented = ReadPage();
        HashSet<string> tested = [];
        using BankStore store = BankStore.Create(accounts: 3, eventsEach: 2);
        store.Append(
            BankStore.Item(1, 2, topic: "Account.Withdrawn", data: """{"amount":1}""", metadata: CausedBy(position: 1)),
            BankStore.Item(1, 3, metadata: CausedBy(position: 2)));
        using (LiteDbDatastore datastore = LiteDbDatastore.Open(store.Path))
        {
            using EventSourcedApplication app = new(datastore);
            await using EventSourcedRunner runner = new(app, new RunnerOptions { Attempts = 1, OnFailure = OnFailure.Park });
            runner.Add(new Gifting(new GiftShop()));
            runner.Add<AccountLine>();
            await runner.StartAsync(CancellationToken.None);
            await runner.WaitUntilCaughtUpAsync(CancellationToken.None);
        }

        string id = BankStore.IdOf(1).ToString();
        string file = store.File("bank.ndjson");
        await CheckAsync("info", "info", store.Path);
        await CheckAsync("list", "list", store.Path, "--limit", "1");
        await CheckAsync("show", "show", store.Path, id);
        await CheckAsync("show", "show", store.Path, id, "--app", ToolRun.App);
        await CheckAsync("tail", "tail", store.Path, "--after", "7", "--limit", "1");
        await CheckAsync("trace", "trace", store.Path, "x");
        await CheckAsync("verify", "verify", store.Path);
        await CheckAsync("verify", "verify", store.Path, "--app", ToolRun.App);
        await CheckAsync("export", "export", store.Path, file);
        await CheckAsync("import", "import", file, store.File("imported.db"));
        await CheckAsync("copy", "copy", store.Path, store.File("copied.db"));
        await CheckAsync("backup", "backup", store.Path, store.File("backup.db"));
        await CheckAsync("policies list", "policies", "list", store.Path);
        await CheckAsync("policies parked", "policies", "parked", store.Path, "gifting");
        await CheckAsync("policies retry", "policies", "retry", store.Path, "gifting");
        await CheckAsync("policies drop", "policies", "drop", store.Path, "gifting", "7");
        await CheckAsync("policies reset", "policies", "reset", store.Path, "gifting", "0");
        await CheckAsync("readmodels list", "readmodels", "list", store.Path);
        await CheckAsync("readmodels delete", "readmodels", "delete", store.Path, "account-line");
        await CheckAsync("snapshots delete", "snapshots", "delete", store.Path);
        await CheckAsync("lock accept", "lock", "accept", store.File("events.lock"), ToolRun.App);
        await CheckAsync("lock check", "lock", "check", store.File("events.lock"), ToolRun.App);
        store.Append(BankStore.Item(1, 9, data: "{}"));
        ToolRun failing = await ToolRun.RunAsync("verify", store.Path, "--app", ToolRun.App, "--json");
        Compare("verify", documented["verify"], failing.Json);
        Assert.True(failing.Json.GetProperty("findings").GetArrayLength() > 0);
        Assert.Equal(documented.Keys.Order(), tested.Order());

        async Task CheckAsync(string name, params string[] arguments)
        {
            tested.Add(name);
            ToolRun run = (await ToolRun.RunAsync([.. arguments, "--json"])).Succeeded();
            Assert.Single(run.Lines);
            Assert.Equal("", run.Error);
            Compare(name, documented[name], run.Json);
        }
    }

    private static void Compare(string path, JsonElement expected, JsonElement actual)
    {
        string name = path.Split('.')[^1];
        if (s_free.Contains(name) || expected.ValueKind == JsonValueKind.Null || actual.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        bool areBooleans = IsBoolean(expected) && IsBoolean(actual);
        Assert.True(
            areBooleans || expected.ValueKind == actual.ValueKind, $"{path}: {expected.ValueKind} on the page, {actual.ValueKind} in fact");
        switch (actual.ValueKind)
        {
            case JsonValueKind.Object:
                string[] names = [.. actual.EnumerateObject().Select(static member => member.Name)];
                string[] onPage = [.. expected.EnumerateObject().Select(static member => member.Name)];
                Assert.True(
                    names.Except(onPage).All(s_optional.Contains), $"{path}: {string.Join(", ", names.Except(onPage))} not on the page");
                string[] missing = [.. onPage.Except(
                    names).Where(member => !s_optional.Contains(member) && !s_optional.Contains($"{name}.{member}"))];
                Assert.True(missing.Length == 0, $"{path}: {string.Join(", ", missing)} missing");
                foreach (string member in names.Intersect(onPage))
                {
                    Compare($"{path}.{member}", expected.GetProperty(member), actual.GetProperty(member));
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement element in actual.EnumerateArray())
                {
                    Compare($"{path}.{(name == "findings" ? "finding" : "item")}", expected[0], element);
                }

                break;
        }
    }

    private static string CausedBy(int position) => $$"""{"correlation":"x","causation":"{{BankStore.IdOf(1)}}:{{position}}"}""";

    private static bool IsBoolean(JsonElement element) => element.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static Dictionary<string, JsonElement> ReadPage([CallerFilePath] string path = "")
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs", "tool.md"));
        return Example().Matches(page).ToDictionary(
            static match => match.Groups["name"].Value, static match => JsonDocument.Parse(match.Groups["json"].Value).RootElement);
    }

    [GeneratedRegex(@"^`(?<name>[a-z ]+)`[^\n]*:\n\n```json\n(?<json>[^`]+)\n```", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
