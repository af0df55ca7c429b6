using System.Text.RegularExpressions;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Analyzers.Tests;

/// <summary>
/// A fix, applied one by one and then all at once in the document and in the project. What comes out must be a right program, with the
/// generated halves.
/// </summary>
internal sealed class FixTest<TFix> : CSharpCodeFixTest<EntityDeclarationAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using EsGen;" + TestedLanguage.Polyfills;

    public FixTest()
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0-in-process");
        TestState.AdditionalReferences.AddRange(References.All);
        FixedState.AdditionalReferences.AddRange(References.All);
        TestState.Sources.Add(("Usings.cs", Usings));
        FixedState.Sources.Add(("Usings.cs", Usings));
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;

        // Two analyzers may report one rule.
        MarkupOptions = MarkupOptions.UseFirstDescriptor;
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInSolutionCheck;

        // What the compiler says about wrong code beside us is the rules' tests' to check.
        CompilerDiagnostics = CompilerDiagnostics.None;
    }

    /// <param name="source">The source with what is reported marked.</param>
    /// <param name="fixedSource">What becomes of it.</param>
    /// <param name="fixes">How many fixes that takes, applied one by one.</param>
    /// <param name="action">The equivalence key of one of several fixes.</param>
    public static async Task Changes(string source, string fixedSource, int fixes = 1, string? action = null)
    {
        await Becomes(source, fixedSource, fixes, action);
        await Rule.IsOnly(fixedSource);
    }

    /// <summary>The same over several files.</summary>
    public static async Task Changes(string[] sources, string[] fixedSources)
    {
        FixTest<TFix> test = new();
        test.TestState.Sources.AddRange(sources.Select(static (source, i) => ($"File{i}.cs", SourceText.From(source))));
        test.FixedState.Sources.AddRange(fixedSources.Select(static (source, i) => ($"File{i}.cs", SourceText.From(source))));
        await test.RunAsync();
        await Rule.IsOnly(fixedSources);
    }

    /// <summary>As <see cref="Changes(string, string, int, string?)"/>, where the compiler may have something to say about what comes out.</summary>
    public static Task Becomes(string source, string fixedSource, int fixes = 1, string? action = null) => new FixTest<TFix>
    {
        TestState = { Sources = { WithBothReports(source) } },
        FixedState = { Sources = { fixedSource } },
        NumberOfIncrementalIterations = fixes,
        CodeActionEquivalenceKey = action,
    }.RunAsync();

    /// <summary>Asserts that nothing is offered.</summary>
    public static Task LeavesAlone(string source) => new FixTest<TFix>
    {
        TestState = { Sources = { WithBothReports(source) } },
        FixedState = { Sources = { WithBothReports(source) } },
    }.RunAsync();

    /// <summary>What is still to be written is reported by the generator and by the analyzer.</summary>
    private static string WithBothReports(string source) => Regex.Replace(source, @"\{\|(ESG027|ESG029):(\w+)\|\}", "{|$1:{|$1:$2|}|}");

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => AllAnalyzers.Create();

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(EntityGenerator)];

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(TestedLanguage.Version, DocumentationMode.Diagnose);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
}
