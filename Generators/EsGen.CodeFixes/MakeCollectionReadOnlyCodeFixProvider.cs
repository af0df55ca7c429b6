using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace EsGen.CodeFixes;

/// <summary>Moves an entity's collection into a private field and shows it read-only (ESG026).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeCollectionReadOnlyCodeFixProvider))]
public sealed class MakeCollectionReadOnlyCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MutableCollectionId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(FixAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        SyntaxNode node = root.FindNode(context.Span);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await FindAsync(context.Document, node, context.CancellationToken).ConfigureAwait(false) is { } collection)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Show '{collection.Property.Identifier.ValueText}' as {collection.ShownTypeName}",
                    cancellationToken => FixAsync(context.Document, node, diagnostic, cancellationToken),
                    equivalenceKey: nameof(MakeCollectionReadOnlyCodeFixProvider)),
                context.Diagnostics);
        }
    }

    private static async Task<CollectionProperty?> FindAsync(Document document, SyntaxNode node, CancellationToken cancellationToken) =>
        node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? await CollectionProperty.FindAsync(property, model, document.Project.Solution, cancellationToken).ConfigureAwait(false)
            : null;

    private static async Task<Solution> FixAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (await FindAsync(document, node, cancellationToken).ConfigureAwait(false) is not { } collection)
        {
            return solution;
        }

        SolutionEditor editor = new(solution);
        foreach ((DocumentId id, SimpleNameSyntax use) in collection.UsesInside)
        {
            DocumentEditor there = await editor.GetDocumentEditorAsync(id, cancellationToken).ConfigureAwait(false);
            there.ReplaceNode(use, collection.Rename(use));
        }

        DocumentEditor own = await editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false);
        own.InsertBefore(collection.Property, collection.MakeField());
        own.ReplaceNode(collection.Property, collection.MakeProperty());
        return editor.GetChangedSolution();
    }
}
