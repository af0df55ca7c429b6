using System.Collections.Immutable;
using System.Globalization;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Analyzers.Tests;

/// <summary>
/// What a build in a terminal prints, in the compiler's order: what generators report and what is wrong with declarations; only if that is no
/// error, what is wrong in bodies, and then what analyzers report. The package tests ask the compiler itself.
/// </summary>
internal static class Terminal
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. AllAnalyzers.Create(),
        .. typeof(EntityGenerator).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticSuppressor)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <returns>Lines such as <c>(5,22): error ESG003: …</c>, warnings and errors.</returns>
    public static async Task<string[]> Print(string source, params AdditionalText[] additionalFiles)
    {
        CSharpParseOptions parseOptions = new(LanguageVersion.CSharp14);
        CSharpCompilation compilation = UserBuild.Compile([CSharpSyntaxTree.ParseText(source, parseOptions, "/project/File0.cs")], parseOptions);
        ImmutableArray<Diagnostic> syntax = compilation.GetParseDiagnostics();
        if (HasError(syntax))
        {
            return Describe(syntax);
        }

        CSharpGeneratorDriver
            .Create([new EntityGenerator().AsSourceGenerator()], additionalFiles, parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation full, out ImmutableArray<Diagnostic> generators, CancellationToken.None);
        ImmutableArray<Diagnostic> declarations = [.. generators, .. full.GetDeclarationDiagnostics()];
        if (HasError(declarations))
        {
            return Describe(declarations);
        }

        CompilationWithAnalyzers withAnalyzers = full.WithAnalyzers(s_analyzers, new AnalyzerOptions([.. additionalFiles], new ProjectOptions("")));
        ImmutableArray<Diagnostic> all = await withAnalyzers.GetAllDiagnosticsAsync();

        // Analyzers run side by side, so that a terminal prints their reports in no certain order; ESG039 comes when a file is done.
        return Describe(
        [
            .. all.Where(static diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)),
            .. all.Where(static diagnostic => !diagnostic.Id.StartsWith("CS", StringComparison.Ordinal)).OrderBy(static diagnostic => (diagnostic.Id == "ESG039", diagnostic.Location.SourceSpan.Start)),
        ]);
    }

    private static bool HasError(ImmutableArray<Diagnostic> diagnostics) => diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string[] Describe(ImmutableArray<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .Where(static diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic =>
            {
                FileLinePositionSpan at = diagnostic.Location.GetLineSpan();
                string file = at.Path == "/project/File0.cs" ? "" : Path.GetFileName(at.Path);
                string place = $"{file}({at.StartLinePosition.Line + 1},{at.StartLinePosition.Character + 1})";
                return $"{place}: {(diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
            }),
    ];
}
