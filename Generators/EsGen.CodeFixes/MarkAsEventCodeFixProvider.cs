using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Gives a partial member the attribute that it lacks (ESG029). What is recorded is somebody's decision, so not in a whole solution.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MarkAsEventCodeFixProvider))]
public sealed class MarkAsEventCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnmarkedMemberId];

    private protected override Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        Task.FromResult(diagnostic.Properties.TryGetValue(Proposals.Attribute, out string? value) ? $"Mark it {value}" : null);

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        if (!diagnostic.Properties.TryGetValue(Proposals.Attribute, out string? attribute)
            || node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { AttributeLists.Count: 0 } member)
        {
            return document.Project.Solution;
        }

        AttributeListSyntax list = AttributeArguments.ParseList(attribute!)
            .WithLeadingTrivia(member.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        MemberDeclarationSyntax marked = member.WithLeadingTrivia().WithAttributeLists([list]);
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(member, marked));
    }
}
