using System.Collections.Immutable;
using EsGen.CodeFixes;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A user's project in an editor: its source is edited, and what is reported is mended by fixes, which change source and lock.</summary>
internal sealed class EvolvingProject : IDisposable
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks; global using EsGen;";

    private static readonly CodeFixProvider[] s_fixes =
    [
        .. typeof(MakeTypePartialCodeFixProvider).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    private readonly AdhocWorkspace _workspace = new();
    private readonly string? _requireLock;
    private Project _project;

    /// <param name="source">The source.</param>
    /// <param name="lockText">The lock, perhaps without checksums; null for none.</param>
    public EvolvingProject(string source, string? lockText = "")
    {
        _requireLock = lockText is null ? "" : null;
        ProjectId id = ProjectId.CreateNewId();
        Solution solution = _workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                "User",
                "User",
                LanguageNames.CSharp,
                filePath: "/project/User.csproj",
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(TestedLanguage.Version),
                metadataReferences: References.All,
                analyzerReferences: [new GeneratorReference()]))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", Usings + TestedLanguage.Polyfills, filePath: "/project/Usings.cs")
            .AddDocument(DocumentId.CreateNewId(id), "Source.cs", source, filePath: "/project/Source.cs");
        if (lockText is not null)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), "events.lock", TestLock.Print(lockText), filePath: TestLock.Path);
        }

        _project = solution.GetProject(id)!;
    }

    public string Source => GetSource().GetTextAsync().Result.ToString();

    public string Lock => _project.AdditionalDocuments.Single().GetTextAsync().Result.ToString();

    public void Dispose() => _workspace.Dispose();

    public void Edit(string old, string changed)
    {
        Assert.Contains(old, Source, StringComparison.Ordinal);
        _project = GetSource().WithText(SourceText.From(Source.Replace(old, changed, StringComparison.Ordinal))).Project;
    }

    public void Replace(string source) => _project = GetSource().WithText(SourceText.From(source)).Project;

    public void EditLock(Func<string, string> edit) =>
        _project = _project.Solution.WithAdditionalDocumentText(_project.AdditionalDocumentIds.Single(), SourceText.From(edit(Lock))).GetProject(_project.Id)!;

    public async Task<Compilation> CompileAsync() => (await _project.GetCompilationAsync())!;

    /// <summary>What is reported, and the compiler's warnings and errors, by id.</summary>
    public async Task<string[]> GetProblemsAsync() =>
        [.. (await GetDiagnosticsAsync()).Concat((await CompileAsync()).GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning)).Select(static d => d.ToString())];

    public async Task<string[]> GetIdsAsync() => [.. (await GetDiagnosticsAsync()).Select(static d => d.Id).Order(StringComparer.Ordinal)];

    /// <summary>The titles of the fixes that are offered for a rule.</summary>
    public async Task<string[]> GetOffersAsync(string id) => [.. (await GetActionsAsync(await GetFirstAsync(id))).Select(static action => action.Title)];

    /// <summary>Applies a fix of the first place that a rule is reported at.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="key">The equivalence key of one of several fixes.</param>
    public async Task FixAsync(string id, string? key = null)
    {
        List<CodeAction> actions = await GetActionsAsync(await GetFirstAsync(id));
        CodeAction action = actions.First(action => key is null || action.EquivalenceKey == key);
        ApplyChangesOperation operation = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        _project = operation.ChangedSolution.GetProject(_project.Id)!;
    }

    /// <summary>Applies the first fix of whatever the lock's rules report, until they are silent.</summary>
    /// <param name="keys">The equivalence keys to prefer.</param>
    public async Task FixAllAsync(params string[] keys)
    {
        for (int i = 0; i < 20; i++)
        {
            Diagnostic? first = (await GetDiagnosticsAsync()).FirstOrDefault(static d => string.CompareOrdinal(d.Id, "ESG030") >= 0);
            if (first is null)
            {
                return;
            }

            List<CodeAction> actions = await GetActionsAsync(first);
            Assert.True(actions.Count > 0, first.ToString());
            await FixAsync(first.Id, actions.FirstOrDefault(action => keys.Contains(action.EquivalenceKey))?.EquivalenceKey);
        }

        Assert.Fail(string.Join('\n', await GetProblemsAsync()));
    }

    private async Task<Diagnostic> GetFirstAsync(string id)
    {
        ImmutableArray<Diagnostic> all = await GetDiagnosticsAsync();
        return all.FirstOrDefault(d => d.Id == id) ?? throw new InvalidOperationException($"{id} is not reported, but {string.Join('\n', all)}");
    }

    private async Task<ImmutableArray<Diagnostic>> GetDiagnosticsAsync()
    {
        AdditionalText[] files = [.. _project.AdditionalDocuments.Select(document => new TextFile(document.FilePath!, document.GetTextAsync().Result.ToString()))];
        ImmutableArray<Diagnostic> found = await (await CompileAsync())
            .WithAnalyzers([new EntityDeclarationAnalyzer(), new EventLockAnalyzer(), new HandlerLockAnalyzer()], new AnalyzerOptions([.. files], new ProjectOptions(_requireLock)))
            .GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
    }

    private async Task<List<CodeAction>> GetActionsAsync(Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        foreach (CodeFixProvider fix in s_fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            CodeFixContext context = diagnostic.Location.SourceTree is null
                ? new CodeFixContext(_project.AdditionalDocuments.Single(), diagnostic, (action, _) => actions.Add(action), CancellationToken.None)
                : new CodeFixContext(GetSource(), diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
            await fix.RegisterCodeFixesAsync(context);
        }

        return actions;
    }

    private Document GetSource() => _project.Documents.Single(static document => document.Name == "Source.cs");

    private sealed class GeneratorReference : AnalyzerReference
    {
        public override string? FullPath => null;

        public override object Id => nameof(EntityGenerator);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        private readonly ImmutableArray<ISourceGenerator> _generators = [new EntityGenerator().AsSourceGenerator()];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }
}
