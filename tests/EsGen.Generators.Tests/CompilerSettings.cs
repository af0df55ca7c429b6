using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators.Tests;

/// <summary>What a user's project file decides about the compilation. The defaults are those of this repository.</summary>
internal sealed record CompilerSettings
{
    /// <summary>What the SDK itself suppresses: newer versions of referenced assemblies.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> s_noWarn = new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary><see cref="DocumentationMode.Diagnose"/> is <c>GenerateDocumentationFile</c>, <see cref="DocumentationMode.None"/> its absence.</summary>
    public DocumentationMode Documentation { get; init; } = DocumentationMode.Diagnose;

    public LanguageVersion Language { get; init; } = TestedLanguage.Version;

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The <c>events.lock</c>, without checksums; null for none.</summary>
    public string? Lock { get; init; }

    public CSharpParseOptions ParseOptions => new(Language, Documentation);

    /// <summary>On one thread each: tests run side by side already.</summary>
    public CSharpCompilationOptions CompilationOptions =>
        new(Output, nullableContextOptions: Nullable, warningLevel: 9999, specificDiagnosticOptions: s_noWarn, concurrentBuild: false);
}
