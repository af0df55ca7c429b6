using Xunit;

namespace EsGen.PackageTests;

/// <summary><c>dotnet format analyzers</c> applies fixes that nobody looks at.</summary>
public class FormatTests(SharedPackages shared) : IClassFixture<SharedPackages>
{
    // The lack of a lock is a warning of its own, which a lock alone ends.
    private static readonly string s_project =
        ConsumerProject.Library.Replace("<PropertyGroup>", "<PropertyGroup><EsGenRequireEventLock>false</EsGenRequireEventLock>", StringComparison.Ordinal);

    [Fact]
    public async Task A_fixable_mistake_fails_the_check_and_is_mended_without_it()
    {
        ConsumerProject mistaken = shared.Packages.Consumers.Write("Formatted/Notes", s_project, "Nameless.cs");

        CommandResult check = await mistaken.FormatAsync("--verify-no-changes");
        Assert.NotEqual(0, check.ExitCode);
        Assert.Contains("ESG008", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Renamed", mistaken.ReadSource("Nameless.cs"), StringComparison.Ordinal);

        (await mistaken.FormatAsync()).AssertSucceeded();
        Assert.Contains("""[Event("Renamed")] public partial void Rename(string text);""", mistaken.ReadSource("Nameless.cs"), StringComparison.Ordinal);
        (await mistaken.BuildAsync()).AssertSucceeded();
        (await mistaken.FormatAsync("--verify-no-changes")).AssertSucceeded();
    }

    /// <summary>One analyzer reports them all, and the first of its reports is not always one of the rule that is being mended.</summary>
    [Fact]
    public async Task Mistakes_of_several_rules_are_mended_in_one_run()
    {
        ConsumerProject mistaken = shared.Packages.Consumers.Write("FormattedAtOnce/Notes", s_project, "Mistaken.cs");

        (await mistaken.FormatAsync()).AssertSucceeded();

        string mended = mistaken.ReadSource("Mistaken.cs");
        Assert.Contains("public partial class Card", mended, StringComparison.Ordinal);
        Assert.Contains("""[Event("Renamed")] public partial void Rename(string text);""", mended, StringComparison.Ordinal);
        Assert.Contains("private partial void WhenPinned() => IsPinned = true;", mended, StringComparison.Ordinal);
        Assert.Contains("private partial void WhenUnpinned() => IsPinned = false;", mended, StringComparison.Ordinal);
        (await mistaken.BuildAsync()).AssertSucceeded();
    }

    /// <summary>Recording a change makes an event, and a value that is moved into one is lacking in those that are stored: not unasked.</summary>
    [Fact]
    public async Task What_is_stored_is_not_changed_unasked()
    {
        ConsumerProject careless = shared.Packages.Consumers.Write("Unasked/Notes", s_project, "Careless.cs");
        string before = careless.ReadSource("Careless.cs");

        (await careless.FormatAsync()).AssertSucceeded();

        Assert.Equal(before, careless.ReadSource("Careless.cs"));
        (await careless.BuildAsync()).AssertSucceeded();
        Assert.Equal(["ESG020", "ESG021"], careless.Diagnostics.Where(diagnostic => diagnostic.Level == "warning").Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }
}
