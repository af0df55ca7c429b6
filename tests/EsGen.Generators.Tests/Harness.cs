using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>Builds compilations, runs the generator over them and asserts what every test wants: clean output and cached steps.</summary>
internal static class Harness
{
    /// <summary>What the SDK's implicit usings give, and this product's namespace.</summary>
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using EsGen;
        """;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "Microsoft.CSharp.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(EntityAttribute).Assembly.Location),
    ];

    // Compilations that come from one another read the references only once.
    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create("Tests", references: s_references);

    public static CSharpCompilation Compile(params string[] sources) => Compile(new CompilerSettings(), sources);

    public static CSharpCompilation Compile(CompilerSettings settings, params string[] sources) => s_empty
        .WithOptions(settings.CompilationOptions)
        .AddSyntaxTrees([Parse(settings, GlobalUsings + TestedLanguage.Polyfills, "GlobalUsings.cs"), .. sources.Select((source, i) => Parse(settings, source, $"Source{i}.cs"))]);

    public static SyntaxTree Parse(string source, string path) => Parse(new CompilerSettings(), source, path);

    public static SyntaxTree Parse(CompilerSettings settings, string source, string path) => CSharpSyntaxTree.ParseText(source, settings.ParseOptions, path);

    public static GeneratorDriver CreateDriver(CompilerSettings? settings = null) => CSharpGeneratorDriver.Create(
        [new EntityGenerator().AsSourceGenerator()],
        additionalTexts: settings?.Lock is { } text ? [new LockText(text)] : [],
        parseOptions: (settings ?? new CompilerSettings()).ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>
    /// Runs the generator and asserts that everything compiles without a warning, that our analyzer has nothing to say, and that a second
    /// run does nothing.
    /// </summary>
    public static GeneratedCode RunClean(params string[] sources) => RunClean(new CompilerSettings(), sources);

    public static GeneratedCode RunClean(CompilerSettings settings, params string[] sources)
    {
        CSharpCompilation compilation = Compile(settings, sources);
        GeneratedCode generated = Run(compilation, settings, out GeneratorDriver driver);
        string[] problems = generated.GetProblems();
        Assert.True(problems.Length == 0, $"{problems.Length} problems:\n{string.Join('\n', problems.Take(20))}");
        Incrementality.AssertUnaffected(driver, compilation.Clone());
        return generated;
    }

    /// <summary>Runs the generator, which must not throw; what it makes of the sources is the caller's to judge.</summary>
    public static GeneratedCode Run(CSharpCompilation compilation, CompilerSettings? settings = null) => Run(compilation, settings, out _);

    /// <inheritdoc cref="Run(CSharpCompilation, CompilerSettings?)"/>
    /// <param name="compilation">The compilation.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="driver">What ran, to run again.</param>
    public static GeneratedCode Run(CSharpCompilation compilation, CompilerSettings? settings, out GeneratorDriver driver)
    {
        driver = CreateDriver(settings).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);

        // What the compiler would ask for in a generated file the generator says first, and nothing else.
        Assert.True(diagnostics.IsEmpty || output.GetDiagnostics().Any(static error => error.Id == "CS8795"), string.Join('\n', diagnostics));
        return new GeneratedCode(result, (CSharpCompilation)output, settings?.Lock is { } text ? LockText.Read(text) : EventLock.Empty);
    }
}
