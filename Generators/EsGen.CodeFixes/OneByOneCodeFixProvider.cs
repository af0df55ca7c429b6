using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>A fix that may change several files, so that of several places each is fixed in the program that the last fix left.</summary>
public abstract class OneByOneCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(FixAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        SyntaxNode node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await GetTitleAsync(context.Document, node, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } title)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    cancellationToken => FixAsync(context.Document, node, diagnostic, cancellationToken),
                    equivalenceKey: GetType().Name),
                context.Diagnostics);
        }
    }

    /// <summary>What the fix is called; null if there is nothing right to do.</summary>
    private protected abstract Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken);

    /// <summary>Fixes one place; returns the solution as it is if there is nothing right to do.</summary>
    private protected abstract Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken);
}
