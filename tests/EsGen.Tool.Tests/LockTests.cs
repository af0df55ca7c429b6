using System.Text.Json;
using Xunit;

namespace EsGen.Tool.Tests;

/// <summary><c>lock</c>: by the shapes that the generator has written into the assembly.</summary>
public sealed class LockTests
{
    [Fact]
    public async Task A_lock_is_written_and_then_up_to_date()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("events.lock");

        ToolRun missing = await ToolRun.RunAsync("lock", "check", file, ToolRun.App);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("new: Account.Deposited version 1", missing.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        ToolRun accepted = (await ToolRun.RunAsync("lock", "accept", file, ToolRun.App, "--json")).Succeeded();
        Assert.True(accepted.Json.GetProperty("changed").GetBoolean());
        string text = await File.ReadAllTextAsync(file);
        Assert.Contains("entity Account\n", text, StringComparison.Ordinal);
        Assert.Contains("      amount: decimal\n      note: string? = null\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\npolicy gifting\n\nreadmodel account-line\n", text, StringComparison.Ordinal);

        Assert.True(
            (await ToolRun.RunAsync("lock", "check", ToolRun.App, file, "--json")).Succeeded().Json.GetProperty("upToDate").GetBoolean());
        (await ToolRun.RunAsync("lock", "accept", file, "--app", ToolRun.App)).Succeeded();
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task What_can_no_longer_be_read_is_said_and_not_accepted()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("events.lock");
        (await ToolRun.RunAsync("lock", "accept", file, ToolRun.App)).Succeeded();
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text + "\nentity Gone\n  event Begun creates\n    version 1 e3b0c442\n");
        string changed = await File.ReadAllTextAsync(file);

        ToolRun check = await ToolRun.RunAsync("lock", "accept", file, ToolRun.App, "--json");

        Assert.True(check.ExitCode == 1, check.Error);
        if (check.Out.Length > 0)
        {
            JsonElement difference = check.Json.GetProperty("differences")[0];
            Assert.Equal("gone", difference.GetProperty("kind").GetString());
            Assert.Equal("Gone", difference.GetProperty("entity").GetString());
        }

        Assert.Equal(changed, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_policy_or_read_model_by_another_name_is_said_and_not_accepted()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("events.lock");
        (await ToolRun.RunAsync("lock", "accept", file, ToolRun.App)).Succeeded();
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("policy gifting", "policy giving", StringComparison.Ordinal) + "readmodel lines\n");
        string changed = await File.ReadAllTextAsync(file);

        ToolRun check = await ToolRun.RunAsync("lock", "check", file, ToolRun.App, "--json");

        Assert.Equal(1, check.ExitCode);
        Assert.Equal(
            [("gifting", null, "lost-name"), (null, "lines", "gone")],
            check.Json.GetProperty("differences").EnumerateArray().Select(static difference => (difference.GetProperty("policy").GetString(), difference.GetProperty("readModel").GetString(), difference.GetProperty("kind").GetString())));
        Assert.Contains(
            "lost-name: policy gifting — it may be what the policy 'giving' of events.lock is called now",
            (await ToolRun.RunAsync("lock", "check", file, ToolRun.App)).Out,
            StringComparison.Ordinal);
        Assert.Equal(1, (await ToolRun.RunAsync("lock", "accept", file, ToolRun.App)).ExitCode);
        Assert.Equal(changed, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_lock_that_was_edited_is_refused_with_the_line()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("events.lock");
        (await ToolRun.RunAsync("lock", "accept", file, ToolRun.App)).Succeeded();
        string text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("amount: decimal", "amount: int", StringComparison.Ordinal));

        ToolRun run = await ToolRun.RunAsync("lock", "check", file, ToolRun.App);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"events\.lock\(\d+\): version 1 of 'Account\.\w+' is not as it was locked", run.Error);
    }

    [Theory]
    [InlineData("lock", "check")]
    [InlineData("lock", "check", "a.lock")]
    [InlineData("lock", "check", "a.dll", "b.dll")]
    [InlineData("lock", "check", "a.lock", "b.lock", "--app", "c.dll")]
    public async Task Files_that_cannot_be_told_are_refused(params string[] arguments) =>
        Assert.Equal(2, (await ToolRun.RunAsync(arguments)).ExitCode);
}
