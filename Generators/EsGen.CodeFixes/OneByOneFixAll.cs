using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>
/// Fixes one place after the other, each in the program that the last fix left: the batch fixer would make the same event twice, and loses
/// changes that meet.
/// </summary>
/// <param name="fix">Fixes one place; returns the solution as it is if there is nothing right to do.</param>
internal sealed class OneByOneFixAll(Func<Document, SyntaxNode, Diagnostic, CancellationToken, Task<Solution>> fix) : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => AttendedFixAll.Scopes;

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Fix all",
        cancellationToken => FixAsync(fixAllContext.WithCancellationToken(cancellationToken)),
        fixAllContext.CodeActionEquivalenceKey));

    private async Task<Solution> FixAsync(FixAllContext context)
    {
        Solution solution = context.Solution;
        List<(DocumentId Document, SyntaxAnnotation Mark, Diagnostic Diagnostic)> places = [];
        foreach (Document document in GetDocuments(context))
        {
            ImmutableArray<Diagnostic> diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (diagnostics.IsEmpty || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            {
                continue;
            }

            // Marks stay where they are while everything around them moves.
            ILookup<SyntaxNode, SyntaxAnnotation> marks = diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic =>
                    (
                        Node: root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true),
                        Mark: Mark(document.Id, diagnostic)))
                .ToLookup(static place => place.Node, static place => place.Mark);
            SyntaxNode marked = root.ReplaceNodes(
                marks.Select(static group => group.Key),
                (old, changed) => changed.WithAdditionalAnnotations(marks[old]));
            solution = solution.WithDocumentSyntaxRoot(document.Id, marked);
        }

        foreach ((DocumentId id, SyntaxAnnotation mark, Diagnostic diagnostic) in places)
        {
            Document document = solution.GetDocument(id)!;
            SyntaxNode root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
            if (root.GetAnnotatedNodes(mark).FirstOrDefault() is { } node)
            {
                solution = await fix(document, node, diagnostic, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return solution;

        SyntaxAnnotation Mark(DocumentId document, Diagnostic diagnostic)
        {
            SyntaxAnnotation mark = new();
            places.Add((document, mark, diagnostic));
            return mark;
        }
    }

    private static IEnumerable<Document> GetDocuments(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? [document] : [],
        _ => context.Project.Documents,
    };
}
