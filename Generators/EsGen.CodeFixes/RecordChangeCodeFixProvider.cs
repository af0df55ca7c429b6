using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Turns an assignment that no event records into an event (ESG020): declares it and its <c>When…</c>, and makes it happen in place of the
/// assignment.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordChangeCodeFixProvider))]
public sealed class RecordChangeCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnrecordedStateId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(FixAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        SyntaxNode node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await GetChangeAsync(context.Document, node, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } change)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Record it as the event '{change.EventName}'",
                    cancellationToken => FixAsync(context.Document, node, diagnostic, cancellationToken),
                    equivalenceKey: nameof(RecordChangeCodeFixProvider)),
                context.Diagnostics);
        }
    }

    private static async Task<Solution> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await GetChangeAsync(document, node, diagnostic, cancellationToken).ConfigureAwait(false) is not { } change)
        {
            return document.Project.Solution;
        }

        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        MemberDeclarationSyntax member = change.Member;
        SyntaxNode changed = root.TrackNodes(member, node);
        changed = changed.ReplaceNode(changed.GetCurrentNode(node)!, change.MakeCall());
        if (change.Declarations.Length > 0)
        {
            changed = NewMember.InsertAfter(changed, changed.GetCurrentNode(member)!, change.Declarations);
        }

        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, changed);
    }

    private static async Task<StateChange?> GetChangeAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(Proposals.EventName, out string? eventName)
        && node is ExpressionSyntax expression
        && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? StateChange.Find(expression, eventName!, model, cancellationToken)
            : null;
}
