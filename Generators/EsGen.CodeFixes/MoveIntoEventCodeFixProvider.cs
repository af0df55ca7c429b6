using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;

namespace EsGen.CodeFixes;

/// <summary>
/// Moves a value that comes out differently on each replay from an event's <c>When…</c> into the event (ESG021): it becomes a parameter of
/// the event method and its hooks, and every caller passes what the arm used before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveIntoEventCodeFixProvider))]
public sealed class MoveIntoEventCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.NondeterministicArmId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(FixAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        SyntaxNode node = root.FindNode(context.Span, getInnermostNodeForTie: true);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await FindAsync(context.Document, node, context.CancellationToken).ConfigureAwait(false) is { } value)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Make it the parameter '{value.Name}' of '{value.EventMethod.Name}'",
                    cancellationToken => FixAsync(context.Document, node, diagnostic, cancellationToken),
                    equivalenceKey: nameof(MoveIntoEventCodeFixProvider)),
                context.Diagnostics);
        }
    }

    private static async Task<ArmValue?> FindAsync(Document document, SyntaxNode node, CancellationToken cancellationToken) =>
        node is ExpressionSyntax expression && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? ArmValue.Find(expression, model, cancellationToken)
            : null;

    private static async Task<Solution> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (await FindAsync(document, node, cancellationToken).ConfigureAwait(false) is not { } value)
        {
            return solution;
        }

        SolutionEditor editor = new(solution);
        DocumentEditor own = await editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false);
        own.ReplaceNode(node, SyntaxFactory.IdentifierName(value.Name).WithTriviaFrom(node));
        foreach (BaseMethodDeclarationSyntax declaration in value.GetDeclarations(cancellationToken))
        {
            if (solution.GetDocument(declaration.SyntaxTree) is { } declaring)
            {
                DocumentEditor there = await editor.GetDocumentEditorAsync(declaring.Id, cancellationToken).ConfigureAwait(false);
                there.ReplaceNode(declaration.ParameterList, (current, _) => value.AddParameter((ParameterListSyntax)current));
            }
        }

        foreach ((DocumentId calling, ArgumentListSyntax arguments) in await FindCallsAsync(value.EventMethod, solution, cancellationToken).ConfigureAwait(false))
        {
            DocumentEditor there = await editor.GetDocumentEditorAsync(calling, cancellationToken).ConfigureAwait(false);
            there.ReplaceNode(arguments, (current, _) => value.AddArgument((ArgumentListSyntax)current));
        }

        return editor.GetChangedSolution();
    }

    private static async Task<List<(DocumentId Document, ArgumentListSyntax Arguments)>> FindCallsAsync(
        IMethodSymbol method,
        Solution solution,
        CancellationToken cancellationToken)
    {
        List<(DocumentId, ArgumentListSyntax)> calls = [];
        HashSet<ArgumentListSyntax> known = [];
        foreach (ReferencedSymbol referenced in await SymbolFinder.FindReferencesAsync(method, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in referenced.Locations)
            {
                if (location.Document is not SourceGeneratedDocument
                    && await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                    && GetCall(root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true)) is { ArgumentList: var arguments }
                    && known.Add(arguments))
                {
                    calls.Add((location.Document.Id, arguments));
                }
            }
        }

        return calls;
    }

    private static InvocationExpressionSyntax? GetCall(SyntaxNode name)
    {
        SyntaxNode callee = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? call : null;
    }
}
