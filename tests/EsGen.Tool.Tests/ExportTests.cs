using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary><c>export</c> and <c>import</c>: all or nothing, and nothing that was changed on the way.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task What_is_imported_is_what_was_exported()
    {
        using BankStore store = Create();
        string file = store.File("bank.ndjson");
        string imported = store.File("imported.db");

        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        ToolRun run = (await ToolRun.RunAsync("import", file, imported, "--json")).Succeeded();

        // A copy has nothing left to do: ids, bytes and trackings are compared on the way.
        ToolRun copy = (await ToolRun.RunAsync("copy", store.Path, imported, "--json")).Succeeded();
        Assert.Equal(0, copy.Json.GetProperty("copied").GetInt64());
        Assert.Equal(run.Json.GetProperty("events").GetInt64(), copy.Json.GetProperty("events").GetInt64());
        Assert.Equal(1, run.Json.GetProperty("trackings").GetInt32());
    }

    [Fact]
    public async Task An_export_is_lines_of_JSON_between_a_manifest_and_a_hash()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 2);
        string file = store.File("bank.ndjson");
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();

        string[] lines = await File.ReadAllLinesAsync(file);

        Assert.Equal(4, lines.Length);
        Assert.Equal("export", JsonDocument.Parse(lines[0]).RootElement.GetProperty("esgen").GetString());
        Assert.Equal(
            $$"""{"notificationId":2,"sequenceId":"{{BankStore.IdOf(1)}}","position":1,"topic":"Account.Deposited","""
            + "\"timestamp\":\"2026-05-01T12:00:01.0000000Z\",\"data\":{\"amount\":1}}",
            lines[2]);
        string hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines[..3].Select(static line => line + "\n")))));
        Assert.Equal($$"""{"events":2,"sha256":"{{hash}}"}""", lines[3]);
    }

    [Fact]
    public async Task A_file_that_was_changed_anywhere_is_refused_and_nothing_is_stored()
    {
        using BankStore store = Create();
        string file = store.File("bank.ndjson");
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        byte[] sound = await File.ReadAllBytesAsync(file);
        string changed = store.File("changed.ndjson");
        string target = store.File("target.db");

        for (int index = 0; index < sound.Length; index += 97)
        {
            byte[] bytes = [.. sound];
            bytes[index] ^= 0x01;
            await AssertRefusedAsync(bytes, $"byte {index} changed");
        }

        string[] lines = Encoding.UTF8.GetString(sound).Split('\n')[..^1];
        for (int line = 0; line < lines.Length; line++)
        {
            await AssertRefusedAsync(Join(lines.Where((_, index) => index != line)), $"without line {line}");
            await AssertRefusedAsync(Join(lines.Take(line)), $"only {line} lines");
            await AssertRefusedAsync(Join([.. lines[..line], lines[line], .. lines[line..]]), $"line {line} twice");
        }

        static byte[] Join(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));

        async Task AssertRefusedAsync(byte[] bytes, string what)
        {
            await File.WriteAllBytesAsync(changed, bytes);
            ToolRun run = await ToolRun.RunAsync("import", changed, target);
            Assert.True(run.ExitCode == 1, $"{what}: {run.ExitCode} {run.Error}");
            Assert.False(File.Exists(target), what);
        }
    }

    [Fact]
    public async Task An_import_that_fails_half_way_leaves_nothing()
    {
        using BankStore store = BankStore.Create(accounts: 1, eventsEach: 3);
        string file = store.File("bank.ndjson");
        string target = store.File("target.db");
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        string[] lines = await File.ReadAllLinesAsync(file);

        // With a hash that is right: one position twice.
        lines[3] = lines[3].Replace("\"position\":2", "\"position\":1", StringComparison.Ordinal);
        string hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines[..4].Select(static line => line + "\n")))));
        lines[4] = $$"""{"events":3,"sha256":"{{hash}}"}""";
        await File.WriteAllLinesAsync(file, lines);
        string[] before = Directory.GetFiles(Path.GetDirectoryName(target)!);

        ToolRun run = await ToolRun.RunAsync("import", file, target);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(before, Directory.GetFiles(Path.GetDirectoryName(target)!));
    }

    [Fact]
    public async Task Only_an_empty_store_is_filled()
    {
        using BankStore store = BankStore.Create();
        string file = store.File("bank.ndjson");
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        string empty = store.File("empty.db");
        LiteDbDatastore.Open(empty).Dispose();

        (await ToolRun.RunAsync("import", file, empty)).Succeeded();
        Assert.Equal(9, (await ToolRun.RunAsync("info", empty, "--json")).Json.GetProperty("events").GetInt64());

        ToolRun again = await ToolRun.RunAsync("import", file, empty);
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("isn't empty", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Through_a_link_the_file_is_filled_that_it_leads_to()
    {
        using BankStore store = BankStore.Create();
        using TemporaryFolder elsewhere = new();
        string file = store.File("bank.ndjson");
        string link = store.File("link.db");
        string empty = elsewhere.File("empty.db");
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        LiteDbDatastore.Open(empty).Dispose();
        File.CreateSymbolicLink(link, empty);

        (await ToolRun.RunAsync("import", file, link)).Succeeded();

        Assert.Equal(empty, new FileInfo(link).LinkTarget);
        JsonElement info = (await ToolRun.RunAsync("info", link, "--json")).Succeeded().Json;
        Assert.Equal(9, info.GetProperty("events").GetInt64());
        Assert.Equal(new FileInfo(empty).Length, info.GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task An_export_overwrites_nothing_and_leaves_nothing_half_done()
    {
        using BankStore store = BankStore.Create(accounts: 50, eventsEach: 100);
        string file = store.File("bank.ndjson");
        await File.WriteAllTextAsync(file, "mine");

        Assert.Equal(3, (await ToolRun.RunAsync("export", store.Path, file)).ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(file));

        Damage.Garble(store.Path, page: 20);
        string other = store.File("other.ndjson");
        Assert.NotEqual(0, (await ToolRun.RunAsync("export", store.Path, other)).ExitCode);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(file)!, "other*"));
    }

    [ServerFact]
    public async Task An_export_is_imported_into_PostgreSQL_in_one_transaction()
    {
        using BankStore store = Create();
        string file = store.File("bank.ndjson");
        (await ToolRun.RunAsync("export", store.Path, file)).Succeeded();
        ServerStore server = new();

        (await ServerStore.RunAsync("import", file, server.Address)).Succeeded();
        ToolRun copy = (await ServerStore.RunAsync("copy", store.Path, server.Address, "--json")).Succeeded();
        Assert.Equal(0, copy.Json.GetProperty("copied").GetInt64());
        Assert.Equal(3, (await ServerStore.RunAsync("import", file, server.Address)).ExitCode);

        string fromServer = store.File("server.ndjson");
        (await ServerStore.RunAsync("export", server.Address, fromServer)).Succeeded();
        string[] ours = await File.ReadAllLinesAsync(file);
        string[] theirs = await File.ReadAllLinesAsync(fromServer);
        Assert.Equal(ours[1..^1], theirs[1..^1]);
    }

    private static BankStore Create()
    {
        BankStore store = BankStore.Create(accounts: 2, eventsEach: 5);
        store.Change(static strategy =>
        {
            strategy.Append(Hostile.Items(), tracking: null);
            strategy.Append([], new Tracking("policy:\u00e9\ud83d\ude00", 7));
        });
        return store;
    }
}
