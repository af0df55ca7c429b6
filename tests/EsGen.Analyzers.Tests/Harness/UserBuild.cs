using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>What a user's build sees: the sources, the generated halves, and what the compiler and the analyzers say about both.</summary>
internal sealed class UserBuild
{
    // What a project with implicit usings has, and EsGen's own, so that the sources of tests are short.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using EsGen;
        """;

    // Compilations that come from one another read the references only once.
    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create("User", references: References.All);

    private UserBuild(Compilation compilation, ImmutableArray<Diagnostic> ofTheGenerator, ImmutableArray<Diagnostic> all)
    {
        Compilation = compilation;
        OfTheGenerator = ofTheGenerator;
        Diagnostic[] ofTheAnalyzer = [.. all.Where(static diagnostic => !IsOfTheCompiler(diagnostic))];
        OfTheCompiler =
        [
            .. all.Where(IsOfTheCompiler)
                .Concat(ofTheGenerator.Where(report => !ofTheAnalyzer.Any(other => other.ToString() == report.ToString())))
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
        OfTheAnalyzer = [.. ofTheAnalyzer.OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    public Compilation Compilation { get; }

    /// <summary>What the generator reports itself.</summary>
    public ImmutableArray<Diagnostic> OfTheGenerator { get; }

    /// <summary>Errors and warnings of the compiler, a generator's failure (CS8785) included, without what an analyzer reports, too: it is printed once.</summary>
    public ImmutableArray<Diagnostic> OfTheCompiler { get; }

    /// <summary>What the analyzer reports, without what is suppressed; an analyzer's failure (AD0001) included.</summary>
    public ImmutableArray<Diagnostic> OfTheAnalyzer { get; }

    /// <summary>With one of these, a build in a terminal stops before it has asked any analyzer.</summary>
    public IEnumerable<Diagnostic> Hiding => OfTheCompiler.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        ? Compilation.GetParseDiagnostics().Concat(Compilation.GetDeclarationDiagnostics()).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        : [];

    /// <param name="sources">The sources.</param>
    /// <param name="languageVersion">The version of C#.</param>
    /// <param name="editorConfig">The text of an <c>.editorconfig</c>.</param>
    /// <param name="output">The kind of assembly.</param>
    /// <param name="requireLock">The value of <c>EsGenRequireEventLock</c>; null without the package's props.</param>
    /// <param name="reference">Another project, as an IDE or the compiler refers to it.</param>
    /// <param name="generators">Other source generators of the project.</param>
    /// <param name="generated">What another source generator writes.</param>
    /// <param name="additionalFiles">Additional files.</param>
    public static async Task<UserBuild> Run(string[] sources, LanguageVersion languageVersion = TestedLanguage.Version, string? editorConfig = null, OutputKind output = OutputKind.DynamicallyLinkedLibrary, string? requireLock = null, MetadataReference? reference = null, IIncrementalGenerator[]? generators = null, string? generated = null, params AdditionalText[] additionalFiles)
    {
        CSharpParseOptions parseOptions = new(languageVersion);
        CSharpCompilation compilation = Compile([.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, parseOptions, $"/project/File{i}.cs"))], parseOptions, output, editorConfig);
        if (reference is not null)
        {
            compilation = compilation.AddReferences(reference);
        }

        CSharpGeneratorDriver
            .Create([new EntityGenerator().AsSourceGenerator(), .. (generators ?? []).Select(static generator => generator.AsSourceGenerator())], additionalFiles, parseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation full, out ImmutableArray<Diagnostic> ofTheGenerator, TestContext);
        full = generated is null ? full : full.AddSyntaxTrees(CSharpSyntaxTree.ParseText(generated, parseOptions, "Other/Other.Generator/Other.g.cs"));

        // What compiler and analyzers say in one go: asked one after the other, each binds all code for itself.
        CompilationWithAnalyzers withAnalyzers = full.WithAnalyzers(AllAnalyzers.Create(), new AnalyzerOptions([.. additionalFiles], new ProjectOptions(requireLock)));
        return new UserBuild(full, ofTheGenerator, await withAnalyzers.GetAllDiagnosticsAsync());
    }

    private static bool IsOfTheCompiler(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    /// <summary>The user's sources, without the generated halves.</summary>
    public static CSharpCompilation Compile(SyntaxTree[] trees, CSharpParseOptions parseOptions, OutputKind output = OutputKind.DynamicallyLinkedLibrary, string? editorConfig = null) => s_empty
        .WithOptions(new CSharpCompilationOptions(output, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true, concurrentBuild: false)
            .WithSyntaxTreeOptionsProvider(editorConfig is null ? null : new EditorConfig(editorConfig)))
        .AddSyntaxTrees([CSharpSyntaxTree.ParseText(Usings + TestedLanguage.Polyfills, parseOptions, "/project/Usings.cs"), .. trees]);

    private static CancellationToken TestContext => CancellationToken.None;

    public override string ToString() => string.Join("\n", OfTheAnalyzer.Concat(OfTheCompiler));
}
