using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Says what is reported for a source, exactly: <c>{|ESG001:Account|}</c> is where ESG001 is expected.</summary>
internal static class Rule
{
    public static Task IsReported(string markedSource, string message, params string[] compilerErrors) => AreReported(markedSource, [message], compilerErrors);

    /// <param name="markedSource">The source with the spans marked.</param>
    /// <param name="messages">The messages, in the order of the spans.</param>
    /// <param name="compilerErrors">What the compiler says itself, on a line with a marked span or about a hook whose other half is missing (CS8795, CS0759).</param>
    public static async Task AreReported(string markedSource, string[] messages, params string[] compilerErrors)
    {
        (string source, (string Id, TextSpan Span)[] expected) = Parse(markedSource);
        UserBuild build = await UserBuild.Run([source]);
        Assert.Equal(
            expected.Zip(messages, static (place, message) => $"{place.Id} {place.Span}: {message}").Take(Math.Max(expected.Length, messages.Length)),
            build.OfTheAnalyzer.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.Equal(expected.Length, messages.Length);
        Assert.All(build.OfTheAnalyzer, static diagnostic => Assert.Equal(diagnostic.DefaultSeverity, diagnostic.Severity));
        AssertCompilerErrors(build, compilerErrors, [.. expected.Select(static place => place.Span)]);
    }

    /// <summary>Asserts that a source compiles without a warning, and that nothing but what is marked is reported.</summary>
    public static async Task IsOnly(params string[] markedSources)
    {
        (string Source, (string Id, TextSpan Span)[] Expected)[] files = [.. markedSources.Select(Parse)];
        UserBuild build = await UserBuild.Run([.. files.Select(static file => file.Source)]);
        Assert.Equal(
            files.SelectMany(static file => file.Expected.Select(static place => $"{place.Id} {place.Span}")),
            build.OfTheAnalyzer.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}"));
        Assert.Equal("", string.Join("\n", build.OfTheCompiler));
    }

    /// <summary>Asserts that a source is right: nothing of ours is reported, and the compiler accepts it without a warning.</summary>
    public static async Task IsNotReported(params string[] sources)
    {
        UserBuild build = await UserBuild.Run(sources);
        Assert.Equal("", build.ToString());
    }

    public static (string Source, (string Id, TextSpan Span)[] Expected) Parse(string markedSource)
    {
        TestFileMarkupParser.GetSpans(markedSource, out string source, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
        return (source, [.. spans.SelectMany(static pair => pair.Value.Select(span => (pair.Key, span))).OrderBy(static place => place.span.Start).ThenBy(static place => place.Key, StringComparer.Ordinal)]);
    }

    /// <summary>Asserts that the compiler has these errors and no others, and each on a line with one of the spans.</summary>
    public static void AssertCompilerErrors(UserBuild build, string[] expected, TextSpan[] spans)
    {
        Diagnostic[] errors = [.. build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "CS8785")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Select(static error => error.Id).Order(StringComparer.Ordinal));
        foreach (Diagnostic error in errors.Where(static error => error.Id is not ("CS8795" or "CS0759")))
        {
            SourceText text = error.Location.SourceTree!.GetText();
            Assert.DoesNotContain("EsGen.Generators", error.Location.SourceTree.FilePath, StringComparison.Ordinal);
            Assert.Contains(GetLine(error.Location.SourceSpan), spans.Select(GetLine));

            int GetLine(TextSpan span) => text.Lines.GetLinePosition(span.Start).Line;
        }

        // Everything else that stops a build before the analyzers would hide what we say.
        Assert.All(build.Hiding, error => Assert.Contains(error.Id, expected));
    }
}
