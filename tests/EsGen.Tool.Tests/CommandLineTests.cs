using EsGen.LiteDB;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary>What every command does alike: errors, exit codes, secrets, and that looking changes nothing.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("inf", "x.db")]
    [InlineData("info")]
    [InlineData("info", "x.db", "--jsn")]
    [InlineData("info", "x.db", "y.db")]
    [InlineData("show", "x.db", "no-guid")]
    [InlineData("show", "x.db", "0190c0de-0000-7000-8000-000000000000", "--at", "yesterday")]
    [InlineData("show", "x.db", "0190c0de-0000-7000-8000-000000000000", "--at", "0")]
    [InlineData("list", "x.db", "--limit", "0")]
    [InlineData("list", "x.db", "--since", "01/05/2026")]
    [InlineData("info", "")]
    [InlineData("info", "pg:")]
    [InlineData("info", ":memory:")]
    public async Task What_cannot_be_parsed_is_said_on_the_error_stream(params string[] arguments)
    {
        ToolRun run = await ToolRun.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.StartsWith("esgen: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_argument_that_begins_with_an_at_sign_is_no_file_of_arguments()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("arguments");
        await File.WriteAllTextAsync(file, "--help");

        ToolRun run = await ToolRun.RunAsync("info", "@" + file);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("There is no file '", run.Error, StringComparison.Ordinal);
        Assert.Contains("@", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_and_version_are_results()
    {
        ToolRun help = (await ToolRun.RunAsync("--help")).Succeeded();
        Assert.Contains("esgen [command]", help.Out, StringComparison.Ordinal);
        Assert.Contains("verify", help.Out, StringComparison.Ordinal);
        ToolRun ofCommand = (await ToolRun.RunAsync("show", "--help")).Succeeded();
        Assert.Contains("--at", ofCommand.Out, StringComparison.Ordinal);
        ToolRun version = (await ToolRun.RunAsync("--version")).Succeeded();
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Out);
    }

    [Theory]
    [InlineData("Host=localhost;Username=me;Password=geheim")]
    [InlineData("pg:Host=localhost;Password=geheim")]
    [InlineData("postgresql://me:geheim@localhost/shop")]
    [InlineData("Server=localhost;Password=geheim")]
    public async Task A_connection_string_among_the_arguments_is_refused_and_not_repeated(string store)
    {
        ToolRun run = await ToolRun.RunAsync("info", store);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("geheim", run.Error, StringComparison.Ordinal);
        Assert.Contains("environment variable", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=localhost;Pasword=geheim")]
    [InlineData("geheim")]
    [InlineData("Host=localhost;Port=geheim")]
    public async Task A_wrong_connection_string_is_not_repeated(string connectionString)
    {
        ToolRun run = await ToolRun.RunAsync(["info", "pg:SHOP"], new Dictionary<string, string> { ["SHOP"] = connectionString });

        Assert.Equal(3, run.ExitCode);
        Assert.DoesNotContain("geheim", run.Error, StringComparison.Ordinal);
        Assert.Contains("pg:SHOP", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_named()
    {
        ToolRun run = await ToolRun.RunAsync("info", "pg:SHOP");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("SHOP", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_store_is_refused_and_left_alone()
    {
        using TemporaryFolder folder = new();
        string text = folder.File("text.db");
        await File.WriteAllTextAsync(text, new string('x', 20_000));
        string empty = folder.File("empty.db");
        await File.WriteAllTextAsync(empty, "");

        foreach (string store in new[] { folder.File("none.db"), Path.GetDirectoryName(text)!, text, empty })
        {
            ToolRun run = await ToolRun.RunAsync("info", store);
            Assert.True(run.ExitCode == 3, $"{store}: {run.ExitCode} {run.Error}");
            Assert.StartsWith("esgen: ", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(text)!).Length);
        Assert.Equal(0, new FileInfo(empty).Length);
    }

    [Fact]
    public async Task Who_has_a_file_open_is_named()
    {
        using BankStore store = BankStore.Create();
        using LiteDbDatastore open = LiteDbDatastore.Open(store.Path);

        ToolRun run = await ToolRun.RunAsync("info", store.Path);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            OperatingSystem.IsLinux() ? $"process {Environment.ProcessId} " : "another process", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("list")]
    [InlineData("show", "00000001-0000-7000-8000-000000000000")]
    [InlineData("tail", "--limit", "1")]
    [InlineData("verify")]
    public async Task Looking_changes_nothing(params string[] arguments)
    {
        using BankStore source = BankStore.Create();
        using TemporaryFolder folder = new();
        string copy = folder.File("killed.db");
        source.Change(strategy =>
        {
            // As a killed process leaves it: the newest events are in the log only.
            strategy.Append([BankStore.Item(1, 3)], tracking: null);
            Damage.CopyAsKilled(source.Path, copy);
        });
        string[] before = await DescribeAsync(Path.GetDirectoryName(copy)!);

        ToolRun run = (await ToolRun.RunAsync([arguments[0], copy, .. arguments[1..], "--json"])).Succeeded();

        Assert.NotEqual("", run.Out);
        Assert.Equal(before, await DescribeAsync(Path.GetDirectoryName(copy)!));
    }

    [Fact]
    public async Task What_a_killed_process_left_in_the_log_is_read()
    {
        using BankStore source = BankStore.Create(accounts: 1, eventsEach: 1);
        using TemporaryFolder folder = new();
        string copy = folder.File("killed.db");
        source.Change(strategy =>
        {
            strategy.Append([BankStore.Item(1, 1)], tracking: null);
            Damage.CopyAsKilled(source.Path, copy);
        });

        Assert.Equal(2, (await ToolRun.RunAsync("info", copy, "--json")).Json.GetProperty("events").GetInt64());
    }

    [Theory]
    [InlineData("info")]
    [InlineData("list")]
    [InlineData("verify")]
    public async Task A_cancelled_command_says_so(string command)
    {
        using BankStore store = BankStore.Create();

        ToolRun run = await ToolRun.RunAsync(
            [command, store.Path], new Dictionary<string, string>(), cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Equal("esgen: Cancelled." + Environment.NewLine, run.Error);
    }

    [Fact]
    public async Task Progress_is_shown_on_a_terminal_after_a_second_and_taken_away()
    {
        using BankStore store = BankStore.Create(accounts: 100, eventsEach: 20);

        ToolRun slow = await ToolRun.RunAsync(
            ["list", store.Path], new Dictionary<string, string>(), isTerminal: true, new SlowTime(TimeSpan.FromMilliseconds(400)));
        Assert.Contains("reading: ", slow.Error, StringComparison.Ordinal);
        Assert.Contains(" of 2,000 (", slow.Error, StringComparison.Ordinal);
        Assert.EndsWith(" \r", slow.Error, StringComparison.Ordinal);

        ToolRun fast = await ToolRun.RunAsync(
            ["list", store.Path], new Dictionary<string, string>(), isTerminal: true, new SlowTime(TimeSpan.Zero));
        Assert.Equal("", fast.Error);
        ToolRun redirected = await ToolRun.RunAsync(
            ["list", store.Path], new Dictionary<string, string>(), timeProvider: new SlowTime(TimeSpan.FromSeconds(1)));
        Assert.Equal("", redirected.Error);
    }

    private static async Task<string[]> DescribeAsync(string folder)
    {
        List<string> files = [];
        foreach (FileInfo file in new DirectoryInfo(folder).GetFiles().OrderBy(static file => file.Name))
        {
            byte[] hash = System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file.FullName));
            files.Add($"{file.Name} {file.LastWriteTimeUtc.Ticks} {Convert.ToHexString(hash)}");
        }

        return [.. files];
    }

    /// <summary>Each look at the clock takes a while.</summary>
    private sealed class SlowTime(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks;
    }
}
