using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Turns an assignment that no event records into an event (ESG020): declares it and its <c>When…</c>, and makes it happen in place of the
/// assignment.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordChangeCodeFixProvider))]
public sealed class RecordChangeCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnrecordedStateId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        await GetChangeAsync(document, node, diagnostic, cancellationToken).ConfigureAwait(false) is { } change
            ? $"Record it as the event '{change.EventName}'"
            : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
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

    private static async Task<StateChange?> GetChangeAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(Proposals.EventName, out string? eventName)
        && node is ExpressionSyntax expression
        && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? StateChange.Find(expression, eventName!, model, cancellationToken)
            : null;
}
