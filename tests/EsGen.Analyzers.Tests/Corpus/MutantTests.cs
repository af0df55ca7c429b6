using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>Right code without some of its tokens, as someone who is just typing leaves it: neither the generator nor an analyzer fails.</summary>
public sealed class MutantTests
{
    private const int MutantsOfEachFile = 200;

    private static readonly CSharpParseOptions s_parseOptions = new(TestedLanguage.Version);

    public static TheoryData<string> Files { get; } =
    [
        "Sample/Account.cs",
        "Sample/Example.cs",
        "tests/EsGen.Tests/Domain/Appointment.cs",
        "tests/EsGen.Tests/Domain/Basket.cs",
        "tests/EsGen.Tests/Domain/EveryType.cs",
        "tests/EsGen.Tests/Domain/FirstTwin.cs",
        "tests/EsGen.Tests/Domain/Machine.cs",
        "tests/EsGen.Tests/Domain/Wallet.cs",
        "tests/EsGen.PackageTests/Consumers/Account.cs",
        "tests/EsGen.PackageTests/Consumers/Ticket.cs",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Nothing_fails_on_a_file_without_some_of_its_tokens(string file)
    {
        string source = await File.ReadAllTextAsync(Path.Combine(Repository.Root, file));
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(source, s_parseOptions).GetRoot().DescendantTokens().Where(static token => token.Span.Length > 0)];
        await Parallel.ForAsync(0, MutantsOfEachFile, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) =>
        {
            string mutant = WithoutSomeTokens(source, tokens, new Random(seed));
            try
            {
                await AssertNothingFails(mutant);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Mutant {seed} of {file}:\n{mutant}", e);
            }
        });
    }

    /// <summary>Mostly without a single one.</summary>
    private static string WithoutSomeTokens(string source, SyntaxToken[] tokens, Random random)
    {
        int count = random.Next(4) == 0 ? random.Next(2, 6) : 1;
        foreach (int token in Enumerable.Range(0, count).Select(_ => random.Next(tokens.Length)).Distinct().OrderDescending())
        {
            source = source.Remove(tokens[token].SpanStart, tokens[token].Span.Length);
        }

        return source;
    }

    private static async Task AssertNothingFails(string source)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, s_parseOptions, "/project/Mutant.cs");
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new EntityGenerator().AsSourceGenerator()], parseOptions: s_parseOptions)
            .RunGeneratorsAndUpdateCompilation(UserBuild.Compile([tree], s_parseOptions), out Compilation full, out ImmutableArray<Diagnostic> ofTheGenerator);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);

        // What is still to be written the generator says, too, and nothing else.
        Assert.All(ofTheGenerator, static report => Assert.StartsWith("ESG", report.Id, StringComparison.Ordinal));

        // As an editor asks: about the file that is typed in, without compiling what is generated from it.
        CompilationWithAnalyzers analysis = full.WithAnalyzers(
            AllAnalyzers.Create(),
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: static (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> reports = await analysis.GetAnalyzerSemanticDiagnosticsAsync(full.GetSemanticModel(tree), filterSpan: null, CancellationToken.None);
        Assert.All(reports, static report => Assert.StartsWith("ESG", report.Id, StringComparison.Ordinal));
    }
}
