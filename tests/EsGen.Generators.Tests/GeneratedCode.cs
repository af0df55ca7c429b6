using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Tests;

/// <summary>What the generator made of a compilation.</summary>
/// <param name="Result">The generator's own result.</param>
/// <param name="Compilation">The compilation with the generated files.</param>
/// <param name="Lock">The lock that it was made with.</param>
internal sealed record GeneratedCode(GeneratorRunResult Result, CSharpCompilation Compilation, EventLock Lock)
{
    public IEnumerable<(string HintName, string Text)> Files => Result.GeneratedSources.Select(static source => (source.HintName, source.SourceText.ToString()));

    /// <summary>The text of the only file whose name ends so.</summary>
    public string this[string concern] => Files.Single(file => file.HintName.EndsWith($".{concern}.g.cs", StringComparison.Ordinal)).Text;

    /// <summary>The warnings and errors of the compiler and of our analyzer, as a strict project would see them.</summary>
    public string[] GetProblems() =>
    [
        .. Compilation.WithAnalyzers([new EntityDeclarationAnalyzer()]).GetAllDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(IsProblem)
            .Select(Describe),
    ];

    /// <summary>What our analyzer reports about the declarations, without binding every method again as an analysis does.</summary>
    public IEnumerable<Diagnostic> GetReports()
    {
        List<Diagnostic> reports = [];
        foreach (INamedTypeSymbol type in Compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
        {
            if (EventSourcedType.GetAttribute(type) is not null || EventMember.GetAll(type).Any())
            {
                EntityParser.Parse(type, reports.Add, CancellationToken.None, Lock.Find(EventSourcedType.GetNames(type))?.RetiredEvents);
            }
        }

        return CompilationWithAnalyzers.GetEffectiveDiagnostics(reports, Compilation).Where(static report => !report.IsSuppressed);
    }

    public string[] GetCompilerErrors() => [.. Compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(Describe)];

    /// <summary>What analyzers report, the exceptions that they throw included (AD0001).</summary>
    public ImmutableArray<Diagnostic> GetAnalyzerDiagnostics(params DiagnosticAnalyzer[] analyzers) =>
        Compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    public static bool IsProblem(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning && !IsUndocumentedSample(diagnostic);

    // Most samples have no documentation; generated code must be above that.
    private static bool IsUndocumentedSample(Diagnostic diagnostic) => diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree is { } tree && !UserCode.IsGenerated(tree);

    public static string Describe(Diagnostic diagnostic)
    {
        string line = diagnostic.Location.SourceTree is { } tree ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() : "";
        return $"{diagnostic}\n    {line}";
    }
}
