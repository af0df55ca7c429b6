using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>A fix that needs only the syntax of the file that it is for.</summary>
public abstract class SyntaxCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (FindChange(root, root.FindNode(context.Span, getInnermostNodeForTie: true), context.Diagnostics[0]) is { } change)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    change.Title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(change.Make())),
                    equivalenceKey: GetType().Name + change.Variant),
                context.Diagnostics);
        }
    }

    /// <summary>What to do about a diagnostic; null if there is nothing right.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="node">What is reported.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    private protected abstract SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic);
}
