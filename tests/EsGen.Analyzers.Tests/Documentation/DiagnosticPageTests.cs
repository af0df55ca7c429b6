using System.Reflection;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The pages are true: their examples do what they say, and the lists agree with the code.</summary>
public sealed class DiagnosticPageTests
{
    [Theory]
    [ClassData(typeof(EveryRule))]
    public async Task The_failing_example_reports_its_id_and_nothing_else(string id)
    {
        UserBuild build = await new DiagnosticPage(id).BuildFailing();

        Assert.Equal(id, Assert.Single(build.OfTheAnalyzer).Id);
        Assert.All(
            build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
            error => Assert.Equal(
                id switch
                {
                    DiagnosticDescriptors.EntityMustBePartialId or DiagnosticDescriptors.ContainerMustBePartialId or DiagnosticDescriptors.ReadModelMustBePartialId => "CS0260",
                    DiagnosticDescriptors.MissingArmId or DiagnosticDescriptors.UnmarkedMemberId or DiagnosticDescriptors.MissingUpcastId => "CS8795",
                    _ => "none",
                },
                error.Id));
    }

    [Theory]
    [ClassData(typeof(EveryRule))]
    public async Task The_mended_example_is_right(string id)
    {
        UserBuild build = await new DiagnosticPage(id).BuildWorking();

        Assert.Empty(build.OfTheCompiler.Concat(build.OfTheAnalyzer));
    }

    [Theory]
    [ClassData(typeof(EveryRule))]
    public void The_page_has_the_rules_title_and_says_how_to_suppress_it(string id)
    {
        DiagnosticPage page = new(id);
        DiagnosticDescriptor rule = EveryRule.Descriptors.Single(rule => rule.Id == id);

        Assert.Equal($"# {id}: {rule.Title}", page.Title);
        Assert.Contains($"{rule.DefaultSeverity} · `{rule.Category}`\n", page.Text, StringComparison.Ordinal);
        Assert.Contains($"#pragma warning disable {id}`", page.Text, StringComparison.Ordinal);
        Assert.Contains($"dotnet_diagnostic.{id}.severity", page.Text, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_list_releases_and_descriptors_are_the_same_rules()
    {
        DiagnosticDescriptor[] rules = [.. typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.GetValue(null)).OfType<DiagnosticDescriptor>()];
        Array.Sort(rules, static (left, right) => string.CompareOrdinal(left.Id, right.Id));
        string[] ids = [.. rules.Select(static rule => rule.Id)];
        string[] fixable = [.. GetFixableIds()];

        Assert.Equal(ids, EveryRule.Descriptors.Select(static rule => rule.Id));
        Assert.Equal(ids, Directory.GetFiles(DiagnosticPage.Folder, "ESG*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Equal(
            rules.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} | {(fixable.Contains(rule.Id) ? "yes" : "")} |"),
            File.ReadLines(Path.Combine(DiagnosticPage.Folder, "README.md")).Where(static line => line.StartsWith("| [", StringComparison.Ordinal)));
        Assert.Equal(
            rules.Select(static rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"),
            ReadReleases("Unshipped").Concat(ReadReleases("Shipped")).Order(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.Equal(fixable.Contains(id), new DiagnosticPage(id).Text.Contains("\n**Fix:** ", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> ReadReleases(string name) =>
        File.ReadLines(Path.Combine(Repository.Root, "Generators", "EsGen.Generators", $"AnalyzerReleases.{name}.md")).Where(static line => line.StartsWith("ESG", StringComparison.Ordinal));

    private static IEnumerable<string> GetFixableIds() => typeof(CodeFixes.MakeTypePartialCodeFixProvider).Assembly.GetTypes()
        .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider)))
        .SelectMany(static type => ((Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds);
}
