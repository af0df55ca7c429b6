using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Says which errors are reported for a source, exactly: <c>{|ESG001:Account|}</c> is where ESG001 is expected.</summary>
internal static class Rule
{
    public static Task IsReported(string markedSource, string message, params string[] compilerErrors) => AreReported(markedSource, [message], compilerErrors);

    /// <param name="markedSource">The source with the spans marked.</param>
    /// <param name="messages">The messages, in the order of the spans.</param>
    /// <param name="compilerErrors">What the compiler says itself, on a line with a marked span or as its demand for an arm (CS8795).</param>
    public static async Task AreReported(string markedSource, string[] messages, params string[] compilerErrors)
    {
        (string source, (string Id, TextSpan Span)[] expected) = Parse(markedSource);
        UserBuild build = await UserBuild.Run([source]);
        Diagnostic[] errors = [.. build.OfTheAnalyzers.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.Equal(
            expected.Zip(messages, static (place, message) => $"{place.Id} {place.Span}: {message}").Take(Math.Max(expected.Length, messages.Length)),
            errors.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
        Assert.Equal(expected.Length, messages.Length);
        AssertCompilerErrors(build, compilerErrors, [.. expected.Select(static place => place.Span)]);
    }

    /// <summary>Asserts that a source is right: neither we nor the compiler have even a warning about it.</summary>
    public static async Task IsNotReported(params string[] sources)
    {
        UserBuild build = await UserBuild.Run(sources);
        Assert.Empty(build.OfTheCompiler.Concat(build.OfTheAnalyzers.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)));
    }

    public static (string Source, (string Id, TextSpan Span)[] Expected) Parse(string markedSource)
    {
        TestFileMarkupParser.GetSpans(markedSource, out string source, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
        return (source, [.. spans.SelectMany(static pair => pair.Value.Select(span => (pair.Key, span))).OrderBy(static place => place.span.Start).ThenBy(static place => place.Key, StringComparer.Ordinal)]);
    }

    private static void AssertCompilerErrors(UserBuild build, string[] expected, TextSpan[] spans)
    {
        Diagnostic[] errors = [.. build.OfTheCompiler.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "CS8785")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Select(static error => error.Id).Order(StringComparer.Ordinal));
        foreach (Diagnostic error in errors.Where(static error => error.Id != "CS8795"))
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
