using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Each mistake is told by its rule, where it is, and by nothing else but the compiler's direct complaint about the same line.</summary>
public sealed class MisuseTests
{
    private const string Syntax = "Syntax";

    public static TheoryData<string> Names { get; } = [.. Misuse.All.Where(static misuse => misuse.Area != Syntax).Select(static misuse => misuse.Name)];

    public static TheoryData<string> Unfinished { get; } = [.. Misuse.All.Where(static misuse => misuse.Area == Syntax).Select(static misuse => misuse.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_misuse_is_reported_where_it_is(string name)
    {
        Misuse misuse = Find(name);
        UserBuild build = await UserBuild.Run([misuse.Source]);

        AssertReports(misuse, build);
        Assert.All(misuse.Expected, place => Assert.Equal(misuse.Area, place.Id));
        Assert.NotEmpty(misuse.Expected);
        Rule.AssertCompilerErrors(build, misuse.CompilerErrors, [.. misuse.Expected.Select(static place => place.Span)]);
    }

    [Theory]
    [MemberData(nameof(Unfinished))]
    public async Task What_is_no_syntax_is_the_compilers_to_report_and_in_the_users_file(string name)
    {
        Misuse misuse = Find(name);
        UserBuild build = await UserBuild.Run([misuse.Source]);
        Diagnostic[] errors = [.. build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "CS8785")];

        AssertReports(misuse, build);
        Assert.Equal(misuse.CompilerErrors, errors.Select(static error => error.Id).Order(StringComparer.Ordinal));
        Assert.All(errors, static error => Assert.True(error.Id == "CS8795" || error.Location.SourceTree!.FilePath == "/project/File0.cs", error.ToString()));
    }

    [Fact]
    public void Every_rule_is_broken_by_some_misuse()
    {
        // The rules about a locked schema need one to be broken; ESG070 needs another assembly, and ESG072 another generator.
        IEnumerable<string> rules = EveryRule.Descriptors
            .Where(static rule => rule.Category != "EsGen.Schema" && rule.Id is not ("ESG070" or "ESG072"))
            .Select(static rule => rule.Id);

        Assert.Equal(rules, Misuse.All.Select(static misuse => misuse.Area).Where(static area => area != Syntax).Distinct().Order(StringComparer.Ordinal));
        Assert.True(Misuse.All.Count >= 80);
    }

    private static Misuse Find(string name) => Misuse.All.Single(misuse => misuse.Name == name);

    private static void AssertReports(Misuse misuse, UserBuild build)
    {
        Assert.Equal(
            misuse.Expected.Select(static place => $"{place.Id} {place.Span}"),
            build.OfTheAnalyzer.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}"));
        Assert.Empty(StubTests.GetUnexplained(build));
    }
}
