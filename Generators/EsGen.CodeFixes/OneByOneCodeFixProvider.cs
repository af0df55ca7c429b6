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

        // Several may be wrong at one place; and what is still to be written the generator reports there as well as the analyzer.
        HashSet<string> offered = new(StringComparer.Ordinal);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await GetTitleAsync(context.Document, node, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } title
                && offered.Add(title))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title,
                        cancellationToken => FixAsync(context.Document, node, diagnostic, cancellationToken),
                        equivalenceKey: GetType().Name),
                    diagnostic);
            }
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
