using System.Collections.Immutable;
using System.Reflection;
using EsGen.CodeFixes;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A user's project as an editor holds it, with the generator at work.</summary>
internal static class UserProject
{
    /// <summary>Every code fix of the assembly.</summary>
    public static IReadOnlyList<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(MakeTypePartialCodeFixProvider).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(CodeFixProvider)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static Project Open(params string[] sources) => Open(new AdhocWorkspace().CurrentSolution, sources);

    /// <summary>Opens one beside the other projects of a solution.</summary>
    public static Project Open(Solution solution, params string[] sources)
    {
        Project project = solution.AddProject("User", "User", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(TestedLanguage.Version))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true))
            .AddMetadataReferences(References.All)
            .AddAnalyzerReference(new AnalyzerFileReference(typeof(EntityGenerator).Assembly.Location, new Loaded()));
        project = project.AddDocument("Usings.cs", "global using System; global using System.Collections.Generic; global using System.Linq; global using EsGen;" + TestedLanguage.Polyfills).Project;
        for (int i = 0; i < sources.Length; i++)
        {
            project = project.AddDocument($"File{i}.cs", sources[i]).Project;
        }

        return project;
    }

    /// <summary>What the analyzers report, in the order of files and lines.</summary>
    public static async Task<ImmutableArray<Diagnostic>> GetReports(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> reports = await compilation.WithAnalyzers(AllAnalyzers.Create()).GetAnalyzerDiagnosticsAsync();
        return [.. reports.OrderBy(static report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static report => report.Location.SourceSpan.Start)];
    }

    /// <summary>What a light bulb offers at a diagnostic, or at several of one place.</summary>
    public static async Task<List<CodeAction>> GetActions(CodeFixProvider fix, Project project, params ImmutableArray<Diagnostic> diagnostics)
    {
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(project.GetDocument(diagnostics[0].Location.SourceTree)!, diagnostics[0].Location.SourceSpan, diagnostics, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    public static async Task<Project> Apply(CodeAction action, Project project)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(project.Id)!;
    }

    public static async Task<string> Read(Project project, string file) => (await project.Documents.Single(document => document.Name == file).GetTextAsync()).ToString();

    /// <summary>Hands the workspace the assembly that is loaded already.</summary>
    private sealed class Loaded : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(EntityGenerator).Assembly;
    }
}
