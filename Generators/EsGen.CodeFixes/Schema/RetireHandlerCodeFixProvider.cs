using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>Marks a policy as retired in <c>events.lock</c> that no class is any more, or takes such a read model out (ESG091).</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(RetireHandlerCodeFixProvider),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".lock"])]
public sealed class RetireHandlerCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HandlerGoneId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.TextDocument.Project;
        if (context.Diagnostics[0].Properties.TryGetValue(Proposals.Handler, out string? text)
            && await LockDocument.ReadAsync(project, context.CancellationToken).ConfigureAwait(false) is { } content
            && content.Handlers.FirstOrDefault(handler => EventLockWriter.Write(handler) == text) is { } gone)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    GetTitle(gone),
                    cancellationToken =>
                        LockDocument.WriteAsync(project.Solution, project.Id, LockUpdate.Retire(content, gone), cancellationToken),
                    equivalenceKey: nameof(RetireHandlerCodeFixProvider)),
                context.Diagnostics);
        }
    }

    internal static string GetTitle(LockedHandler gone) =>
        gone.Kind == HandlerKind.Policy ? $"Retire '{gone.Name}'" : $"Take '{gone.Name}' out of {EventLock.FileName}";
}
