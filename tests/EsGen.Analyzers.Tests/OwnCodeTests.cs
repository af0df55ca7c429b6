using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The rules prove themselves on code that is right.</summary>
public sealed class OwnCodeTests
{
    [Theory]
    [InlineData("Sample", "Account.cs;Example.cs;AccountLine.cs;ReminderLetter.cs;Reminding.cs")]
    [InlineData("tests/EsGen.Tests/Domain", "*.cs")]
    public async Task No_rule_reports_anything_about_our_own_entities(string folder, string files)
    {
        string[] sources = [.. files.Split(';').SelectMany(pattern => Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        string locked = Path.Combine(Repository.Root, folder, "events.lock");
        Assert.NotEmpty(sources);
        UserBuild build = await UserBuild.Run(sources, additionalFiles: File.Exists(locked) ? [new TextFile(locked, File.ReadAllText(locked))] : []);
        Assert.Empty(build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        // What is only asked (Info), as whether a read model passes an event by on purpose, isn't wrong.
        Assert.DoesNotContain(build.OfTheAnalyzer, static diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);
    }
}
