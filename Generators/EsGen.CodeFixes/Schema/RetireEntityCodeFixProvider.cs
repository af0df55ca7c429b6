using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>Marks an entity as retired in <c>events.lock</c> that no class is any more (ESG041).</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(RetireEntityCodeFixProvider),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".lock"])]
public sealed class RetireEntityCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.EntityGoneId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.TextDocument.Project;
        if (context.Diagnostics[0].Properties.TryGetValue(Proposals.EntityName, out string? name)
            && await LockDocument.ReadAsync(project, context.CancellationToken).ConfigureAwait(false) is { } content)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Retire '{name}'",
                    cancellationToken =>
                        LockDocument.WriteAsync(project.Solution, project.Id, LockUpdate.RetireEntity(content, name!), cancellationToken),
                    equivalenceKey: nameof(RetireEntityCodeFixProvider)),
                context.Diagnostics);
        }
    }
}
