using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace EsGen.CodeFixes;

/// <summary>Moves an entity's collection into a private field and shows it read-only (ESG026).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeCollectionReadOnlyCodeFixProvider))]
public sealed class MakeCollectionReadOnlyCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MutableCollectionId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        await FindAsync(document, node, cancellationToken).ConfigureAwait(false) is { } collection
            ? $"Show '{collection.Property.Identifier.ValueText}' as {collection.ShownTypeName}"
            : null;

    private static async Task<CollectionProperty?> FindAsync(Document document, SyntaxNode node, CancellationToken cancellationToken) =>
        node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
            && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? await CollectionProperty.FindAsync(property, model, document.Project.Solution, cancellationToken).ConfigureAwait(false)
            : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
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
