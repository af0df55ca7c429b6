using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.CodeFixes.Schema;

/// <summary>Creates <c>events.lock</c> with all events of the project (ESG039).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CreateLockCodeFixProvider))]
public sealed class CreateLockCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.NoLockId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Create {EventLock.FileName}",
                cancellationToken => CreateAsync(context.Document.Project, cancellationToken),
                equivalenceKey: nameof(CreateLockCodeFixProvider)),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Solution> CreateAsync(Project project, CancellationToken cancellationToken)
    {
        Compilation compilation = (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
        EventLock content = EventLock.Empty;
        foreach (INamedTypeSymbol type in CompilationEntities.Of(compilation).ByName
            .SelectMany(static group => group)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            content = LockUpdate.Accept(content, DeclaredEntity.Of(type, cancellationToken).Schema, eventName: null);
        }

        foreach (LockedHandler handler in CompilationHandlers.Of(compilation).All.Values)
        {
            content = LockUpdate.Accept(content, handler);
        }

        string path = Path.Combine(Path.GetDirectoryName(project.FilePath) ?? "", EventLock.FileName);
        return project.AddAdditionalDocument(
            EventLock.FileName,
            SourceText.From(EventLockWriter.Write(content), new System.Text.UTF8Encoding(false)),
            filePath: path).Project.Solution;
    }
}
