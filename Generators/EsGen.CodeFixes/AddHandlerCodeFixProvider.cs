using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Adds the <c>On</c> that a read model lacks for an event (ESG055). It throws until its body is written: the model stops at such an event
/// then, and nothing is lost, whereas an empty body would pass it by as before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddHandlerCodeFixProvider))]
public sealed class AddHandlerCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnhandledEventId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new OneByOneFixAll(FixAsync);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        SyntaxNode node = root.FindNode(context.Span);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(Proposals.Declaration, out string? declaration))
            {
                string shown = declaration!.Substring(declaration.IndexOf("On(", StringComparison.Ordinal)).Replace("global::", "");
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Add '{shown}'",
                        cancellationToken => FixAsync(context.Document, node, diagnostic, cancellationToken),
                        equivalenceKey: nameof(AddHandlerCodeFixProvider)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        if (!diagnostic.Properties.TryGetValue(Proposals.Declaration, out string? declaration)
            || node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members is not { Count: > 0 } members)
        {
            return document.Project.Solution;
        }

        MemberDeclarationSyntax neighbour = members.OfType<MethodDeclarationSyntax>()
            .LastOrDefault(static method => method.Identifier.ValueText == "On")
            ?? members[members.Count - 1];
        return document.Project.Solution.WithDocumentSyntaxRoot(
            document.Id, NewMember.InsertAfter(root, neighbour, declaration + " => throw new global::System.NotImplementedException();"));
    }
}
