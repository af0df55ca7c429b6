using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Every rule can be suppressed in every usual way. The sources are the failing examples of the pages, where each is reported.</summary>
public sealed class SuppressionTests
{
    [Theory]
    [ClassData(typeof(EveryRule))]
    public async Task A_rule_can_be_suppressed_by_a_pragma(string id)
    {
        UserBuild build = await new DiagnosticPage(id).BuildFailing($"#pragma warning disable {id}\n");

        // Where there are no pragmas.
        Assert.Equal(DiagnosticPage.IsInLock(id) ? [id] : [], build.OfTheAnalyzer.Select(static diagnostic => diagnostic.Id));
    }

    [Theory]
    [ClassData(typeof(EveryRule))]
    public async Task A_rule_can_be_suppressed_by_the_editor_config(string id)
    {
        UserBuild build = await new DiagnosticPage(id).BuildFailing(editorConfig: $"{(DiagnosticPage.IsInLock(id) ? "is_global = true" : "[*.cs]")}\ndotnet_diagnostic.{id}.severity = none\n");

        Assert.Empty(build.OfTheAnalyzer);
    }

    [Theory]
    [ClassData(typeof(EveryRule))]
    public async Task A_rule_can_be_suppressed_by_an_attribute(string id)
    {
        UserBuild build = await new DiagnosticPage(id).BuildFailing(more: $"[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"EsGen\", \"{id}\")]");

        Assert.Empty(build.OfTheAnalyzer);
    }

    [Theory]
    [ClassData(typeof(EveryRule))]
    public async Task The_suppression_of_another_rule_changes_nothing(string id)
    {
        string[] others = [.. EveryRule.Descriptors.Select(static rule => rule.Id).Where(other => other != id)];
        UserBuild build = await new DiagnosticPage(id).BuildFailing($"#pragma warning disable {string.Join(", ", others)}\n");

        Assert.Equal(id, Assert.Single(build.OfTheAnalyzer).Id);
    }
}
