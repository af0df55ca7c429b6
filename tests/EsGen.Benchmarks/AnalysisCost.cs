using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Benchmarks;

/// <summary>
/// Measures what the generator and the analyzers cost over a thousand entities:
/// <c>DOTNET_TieredCompilation=0 dotnet run -c Release --project tests/EsGen.Benchmarks analysis</c>.
/// </summary>
/// <remarks>
/// A generator's and an analyzer's own time is what the compiler's telemetry says, on one thread. An analyzer's has the code in it that is
/// bound because it asked. The processor times of a compilation with the analyzers and of one with an analyzer that does nothing are the
/// check on that: what any analyzer costs, the compiler's own driver takes. The bytes allocated hardly depend on what else the machine does.
/// The last lines are an edit of one entity in an editor: the generator runs again, and the analyzers look at the one file of a new compilation.
/// </remarks>
internal static class AnalysisCost
{
    private const int Rounds = 3;

    private static readonly string[] s_names = ["Account", "Example", "Basket"];

    /// <param name="entities">How many; the issue's promise is about a thousand.</param>
    public static void Measure(int entities)
    {
        CSharpParseOptions parseOptions = new(LanguageVersion.CSharp14);
        CSharpCompilation empty = CreateEmpty(parseOptions);
        ImmutableArray<DiagnosticAnalyzer> analyzers = CreateAnalyzers();

        // Spent on the just-in-time compiler.
        MeasureRound(empty.AddSyntaxTrees(CreateTrees(parseOptions, 30)), parseOptions, analyzers, CreateLock(parseOptions, 30));
        SyntaxTree[] trees = CreateTrees(parseOptions, entities);
        AdditionalText locked = CreateLock(parseOptions, entities);
        List<Round> rounds = [];
        for (int i = 0; i < Rounds; i++)
        {
            rounds.Add(MeasureRound(empty.AddSyntaxTrees(trees), parseOptions, analyzers, locked));
        }

        Print(entities, rounds);
    }

    private static Round MeasureRound(CSharpCompilation compilation, CSharpParseOptions parseOptions, ImmutableArray<DiagnosticAnalyzer> analyzers, AdditionalText locked)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new EntityGenerator().AsSourceGenerator()], [locked], parseOptions);
        Compilation full = compilation;
        (double generatorWhole, _) = Time(() => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out full, out _));
        double generator = driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds;

        // Each has a compilation of its own, which nothing is known of yet.
        Compilation plain = full.Clone();
        (double compiler, ImmutableArray<Diagnostic> errors) = Time(() => plain.GetDiagnostics());
        (Cost idle, _) = Analyze(full.Clone(), [new IdleAnalyzer()], locked);
        (Cost both, AnalysisResult result) = Analyze(full.Clone(), analyzers, locked);
        if (errors.Concat(result.GetAllDiagnostics()).FirstOrDefault(static diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden) is { } problem)
        {
            throw new InvalidOperationException($"The entities are not right: {problem}");
        }

        Edit edit = MeasureEdit(compilation, driver, parseOptions, analyzers, locked);
        return new Round(generator, generatorWhole, compiler, idle, both, edit, result.AnalyzerTelemetryInfo.ToDictionary(
            static pair => pair.Key.GetType().Name,
            static pair => pair.Value.ExecutionTime.TotalMilliseconds));
    }

    private static (Cost Cost, AnalysisResult Result) Analyze(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AdditionalText locked)
    {
        CompilationWithAnalyzers analyzed = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([locked]),
            onAnalyzerException: static (exception, _, _) => throw exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: true));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        (double milliseconds, AnalysisResult result) = Time(() => analyzed.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult());
        return (new Cost(milliseconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6), result);
    }

    private static Edit MeasureEdit(
        CSharpCompilation compilation,
        GeneratorDriver driver,
        CSharpParseOptions parseOptions,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        AdditionalText locked)
    {
        SyntaxTree old = compilation.SyntaxTrees[compilation.SyntaxTrees.Length / 2];
        SyntaxTree edited = CSharpSyntaxTree.ParseText(old + "// edited\n", parseOptions, old.FilePath);
        CSharpCompilation changed = compilation.ReplaceSyntaxTree(old, edited);
        Compilation full = changed;
        (double generator, _) = Time(() => driver.RunGeneratorsAndUpdateCompilation(changed, out full, out _));
        Compilation plain = full.Clone();
        (double compiler, _) = Time(() => plain.GetSemanticModel(edited).GetDiagnostics());
        Compilation analyzed = full.Clone();
        CompilationWithAnalyzers withAnalyzers = analyzed.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([locked]),
            onAnalyzerException: static (exception, _, _) => throw exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: true));
        SemanticModel model = analyzed.GetSemanticModel(edited);
        (double both, _) = Time(() => withAnalyzers.GetAnalysisResultAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult());
        return new Edit(generator, compiler, both);
    }

    private static void Print(int entities, List<Round> rounds)
    {
        double generator = Median(rounds, static round => round.Generator);
        Console.WriteLine($"{entities} entities, {Rounds} rounds, medians in ms");
        Line("generator", generator);
        foreach (string name in rounds[0].Analyzers.Keys.Order(StringComparer.Ordinal))
        {
            Line("  " + name, Median(rounds, round => round.Analyzers[name]));
        }

        Line("analyzers", Median(rounds, static round => round.Analyzers.Values.Sum()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"analyzers / generator",-40}{Median(rounds, static round => round.Analyzers.Values.Sum() / round.Generator),9:F2}"));
        Line("processor time: generator's driver", Median(rounds, static round => round.GeneratorWhole));
        Line("processor time: compiler", Median(rounds, static round => round.Compiler));
        Line("processor time: compiler, idle analyzer", Median(rounds, static round => round.CompilerAndIdle.Milliseconds));
        Line("processor time: compiler and analyzers", Median(rounds, static round => round.CompilerAndAnalyzers.Milliseconds));
        Line("MB allocated: compiler, idle analyzer", Median(rounds, static round => round.CompilerAndIdle.Megabytes));
        Line("MB allocated: compiler and analyzers", Median(rounds, static round => round.CompilerAndAnalyzers.Megabytes));
        Line("edit: generator's driver", Median(rounds, static round => round.Edit.Generator));
        Line("edit: compiler, one file", Median(rounds, static round => round.Edit.Compiler));
        Line("edit: compiler and analyzers, one file", Median(rounds, static round => round.Edit.CompilerAndAnalyzers));

        static void Line(string what, double milliseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40}{milliseconds,9:F0}"));
    }

    private static double Median(List<Round> rounds, Func<Round, double> value) => rounds.Select(value).Order().ElementAt(rounds.Count / 2);

    private static (double Milliseconds, T Result) Time<T>(Func<T> function)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        T result = function();
        return ((Environment.CpuUsage.TotalTime - before).TotalMilliseconds, result);
    }

    private static ImmutableArray<DiagnosticAnalyzer> CreateAnalyzers() =>
    [
        .. typeof(EntityGenerator).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static CSharpCompilation CreateEmpty(CSharpParseOptions parseOptions)
    {
        const string usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using EsGen;";
        IEnumerable<string> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(EntityAttribute).Assembly.Location);
        return CSharpCompilation.Create(
            "Entities",
            [CSharpSyntaxTree.ParseText(usings, parseOptions)],
            references.Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
    }

    /// <summary>One file each: the sample's entities and a larger one of the tests, each with a name of its own.</summary>
    private static SyntaxTree[] CreateTrees(CSharpParseOptions parseOptions, int count)
    {
        string[] sources = [.. s_names.Select(static name => Read($"{name}.cs"))];
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                string name = s_names[i % s_names.Length];
                string text = Regex.Replace(sources[i % sources.Length], $@"\b{name}\b", $"{name}{i}");
                return CSharpSyntaxTree.ParseText(text, parseOptions, $"/entities/{name}{i}.cs");
            }),
        ];
    }

    /// <summary>The sample's lock, and what a larger entity would have in it, for each of them.</summary>
    private static LockText CreateLock(CSharpParseOptions parseOptions, int count)
    {
        Compilation declared = CreateEmpty(parseOptions).AddSyntaxTrees(CreateTrees(parseOptions, s_names.Length));
        EventLock sample = EventLockReader.Read(Read(EventLock.FileName));
        LockedEntity[] shapes = [.. s_names.Select((name, i) => sample.Find([name]) ?? CodeSchema.Of(EntityParser.Parse(declared.GetSymbolsWithName($"{name}{i}", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single(), report: null, CancellationToken.None)))];
        return new LockText(EventLockWriter.Write(new EventLock(new EquatableArray<LockedEntity>(
            Enumerable.Range(0, count).Select(i => shapes[i % shapes.Length] with { Name = $"{s_names[i % s_names.Length]}{i}" })))));
    }

    private static string Read(string file)
    {
        using StreamReader reader = new(typeof(AnalysisCost).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    private sealed class LockText(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => $"/entities/{EventLock.FileName}";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    /// <summary>Milliseconds of one round.</summary>
    private sealed record Round(
        double Generator,
        double GeneratorWhole,
        double Compiler,
        Cost CompilerAndIdle,
        Cost CompilerAndAnalyzers,
        Edit Edit,
        Dictionary<string, double> Analyzers);

    private sealed record Cost(double Milliseconds, double Megabytes);

    /// <summary>Milliseconds after an edit.</summary>
    private sealed record Edit(double Generator, double Compiler, double CompilerAndAnalyzers);
}
