using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>Names a kind of a hierarchy by <c>[JsonDerivedType]</c>, behind those that are named already (ESG075).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameKindCodeFixProvider))]
public sealed class NameKindCodeFixProvider : OneByOneCodeFixProvider
{
    private const string Namespace = "global::System.Text.Json.Serialization.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnnamedKindId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        diagnostic.Properties.ContainsKey(Proposals.Attribute)
        && await FindDeclarationAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } declaration
            ? $"Name it as a kind of '{declaration.Identifier.ValueText}'"
            : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (!diagnostic.Properties.TryGetValue(Proposals.Attribute, out string? attribute)
            || await FindDeclarationAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } declaration
            || solution.GetDocument(declaration.SyntaxTree) is not { } declaring)
        {
            return solution;
        }

        AttributeListSyntax last = declaration.AttributeLists.Last(static list => list.Attributes.Any(IsKind));
        AttributeListSyntax added = AttributeArguments.ParseList($"[{Namespace}{attribute}]")
            .WithLeadingTrivia(EndsLine(last) ? NewMember.GetIndentation(declaration) : [])
            .WithTrailingTrivia(last.GetTrailingTrivia())
            .WithAdditionalAnnotations(Simplifier.Annotation);
        SyntaxNode root = await declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentSyntaxRoot(declaring.Id, root.InsertNodesAfter(last, [added]));
    }

    /// <summary>Where the hierarchy is declared: the part that names its kinds.</summary>
    private static async Task<TypeDeclarationSyntax?> FindDeclarationAsync(
        Document document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        diagnostic.Properties.TryGetValue(Proposals.Type, out string? id)
        && id is not null
        && await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
        && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { } type
            ? UserCode.GetDeclarations(type, cancellationToken)
                .OfType<TypeDeclarationSyntax>()
                .FirstOrDefault(static part => part.AttributeLists.Any(static list => list.Attributes.Any(IsKind)))
            : null;

    private static bool IsKind(AttributeSyntax attribute) => attribute.Name.ToString().Contains("JsonDerivedType");

    private static bool EndsLine(SyntaxNode node) => node.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
}
