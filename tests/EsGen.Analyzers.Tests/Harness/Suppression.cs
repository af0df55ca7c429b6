using Microsoft.CodeAnalysis;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>The ways in which a user silences a rule, or makes it louder.</summary>
internal static class Suppression
{
    /// <param name="id">The rule.</param>
    /// <param name="source">A source that breaks it, and no other.</param>
    public static async Task Silences(string id, string source)
    {
        Diagnostic[] loud = [.. (await UserBuild.Run([source])).OfTheAnalyzer];
        Assert.NotEmpty(loud);
        Assert.All(loud, diagnostic => Assert.Equal(id, diagnostic.Id));

        Assert.Empty((await UserBuild.Run([$"#pragma warning disable {id}\n{source}"])).OfTheAnalyzer);
        Assert.Empty((await UserBuild.Run([source], editorConfig: $"[*.cs]\ndotnet_diagnostic.{id}.severity = none")).OfTheAnalyzer);
        Assert.All(
            (await UserBuild.Run([source], editorConfig: $"[*.cs]\ndotnet_diagnostic.{id}.severity = error")).OfTheAnalyzer,
            static diagnostic => Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity));
    }
}
