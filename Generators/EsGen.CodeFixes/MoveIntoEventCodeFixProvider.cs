using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace EsGen.CodeFixes;

/// <summary>
/// Moves a value that comes out differently on each replay from an event's <c>When…</c> into the event (ESG021): it becomes a parameter of
/// the event's method or constructor and its hooks, or of the record, and whoever makes the event passes what the arm used before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveIntoEventCodeFixProvider))]
public sealed class MoveIntoEventCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.NondeterministicArmId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(document, node, cancellationToken).ConfigureAwait(false) is not { } value
            || await EventCalls.FindAsync(value.Maker, document.Project.Solution, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        string maker = value.Maker.MethodKind == MethodKind.Constructor ? value.Maker.ContainingType.Name : value.Maker.Name;
        return $"Make it the parameter '{value.Name}' of '{maker}'";
    }

    private static async Task<ArmValue?> FindAsync(Document document, SyntaxNode node, CancellationToken cancellationToken) =>
        node is ExpressionSyntax expression && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? ArmValue.Find(expression, model, cancellationToken)
            : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (await FindAsync(document, node, cancellationToken).ConfigureAwait(false) is not { } value
            || await EventCalls.FindAsync(value.Maker, solution, cancellationToken).ConfigureAwait(false) is not { } calls)
        {
            return solution;
        }

        SolutionEditor editor = new(solution);
        DocumentEditor own = await editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false);
        own.ReplaceNode(node, value.Replacement.WithTriviaFrom(node));
        foreach (ParameterListSyntax parameters in value.GetParameterLists(cancellationToken))
        {
            if (solution.GetDocument(parameters.SyntaxTree) is { } declaring)
            {
                DocumentEditor there = await editor.GetDocumentEditorAsync(declaring.Id, cancellationToken).ConfigureAwait(false);
                there.ReplaceNode(parameters, (current, _) => value.AddParameter((ParameterListSyntax)current));
            }
        }

        foreach ((DocumentId calling, ArgumentListSyntax arguments, int offset) in calls)
        {
            DocumentEditor there = await editor.GetDocumentEditorAsync(calling, cancellationToken).ConfigureAwait(false);
            there.ReplaceNode(arguments, (current, _) => value.AddArgument((ArgumentListSyntax)current, offset));
        }

        return editor.GetChangedSolution();
    }
}
