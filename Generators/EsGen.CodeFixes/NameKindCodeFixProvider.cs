using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>Names a kind of a hierarchy by <c>[JsonDerivedType]</c>, behind those that are named already (ESG075).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameKindCodeFixProvider))]
public sealed class NameKindCodeFixProvider : CodeFixProvider
{
    private const string Namespace = "global::System.Text.Json.Serialization.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnnamedKindId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() =>
        new OneByOneFixAll((document, _, diagnostic, cancellationToken) => FixAsync(document, diagnostic, cancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (diagnostic.Properties.TryGetValue(Proposals.Attribute, out string? attribute)
            && await FindDeclarationAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } declaration)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Name it as a kind of '{declaration.Identifier.ValueText}'",
                    cancellationToken => FixAsync(context.Document, diagnostic, cancellationToken),
                    equivalenceKey: nameof(NameKindCodeFixProvider)),
                diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (await FindDeclarationAsync(
            document,
            diagnostic,
            cancellationToken).ConfigureAwait(false) is not { AttributeLists: var lists } declaration
            || solution.GetDocument(declaration.SyntaxTree) is not { } declaring
            || !diagnostic.Properties.TryGetValue(Proposals.Attribute, out string? attribute))
        {
            return solution;
        }

        AttributeListSyntax last = lists.Last(static list => list.Attributes.Any(IsKind));
        AttributeListSyntax added = SyntaxFactory.ParseCompilationUnit($"[{Namespace}{attribute}] class C;").Members[0].AttributeLists[0]
            .WithLeadingTrivia(EndsLine(last) ? GetIndentation(declaration) : [])
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

    private static IEnumerable<SyntaxTrivia> GetIndentation(SyntaxNode node) =>
        node.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
}
