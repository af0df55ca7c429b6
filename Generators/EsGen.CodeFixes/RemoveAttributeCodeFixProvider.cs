using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Removes one of two attributes that contradict each other; which one is the user's to choose (ESG004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeCodeFixProvider))]
public sealed class RemoveAttributeCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.ConflictingAttributesId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Location location in context.Diagnostics[0].AdditionalLocations.Prepend(context.Diagnostics[0].Location))
        {
            if (context.Document.Project.Solution.GetDocument(location.SourceTree) is { } document
                && await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root
                && root.FindNode(location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
            {
                string name = attribute.Name.ToString();
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Remove [{name}]",
                        _ => Task.FromResult(document.WithSyntaxRoot(Remove(root, attribute))),
                        equivalenceKey: name),
                    context.Diagnostics);
            }
        }
    }

    private static SyntaxNode Remove(SyntaxNode root, AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
        {
            return root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!;
        }

        // What comes next takes the list's place, with the documentation before it, and keeps comments of its own.
        MemberDeclarationSyntax declaration = (MemberDeclarationSyntax)list.Parent!;
        SyntaxToken next = list.GetLastToken().GetNextToken();
        SyntaxTriviaList leading = next.LeadingTrivia.All(static trivia => string.IsNullOrWhiteSpace(trivia.ToString()))
            ? list.GetLeadingTrivia()
            : list.GetLeadingTrivia().AddRange(next.LeadingTrivia.SkipWhile(static trivia => string.IsNullOrWhiteSpace(trivia.ToString())));
        MemberDeclarationSyntax changed = declaration.ReplaceToken(next, next.WithLeadingTrivia(leading));
        return root.ReplaceNode(
            declaration,
            changed.WithAttributeLists(changed.AttributeLists.RemoveAt(declaration.AttributeLists.IndexOf(list))));
    }
}
