using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Adds the <c>On</c> that a read model lacks for an event (ESG055), or its <c>KeyOf</c> (ESG056). It throws until its body is written: the
/// model stops at such an event then, and nothing is lost, whereas an empty body would pass it by as before.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddHandlerCodeFixProvider))]
public sealed class AddHandlerCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticDescriptors.UnhandledEventId, DiagnosticDescriptors.ReadModelKeyId];

    private protected override Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        Task.FromResult(diagnostic.Properties.TryGetValue(Proposals.Declaration, out string? declaration)
            ? $"Add '{declaration!.Substring(GetNameStart(declaration)).Replace("global::", "")}'"
            : null);

    private protected override async Task<Solution> FixAsync(
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

        int start = GetNameStart(declaration!);
        string name = declaration!.Substring(start, declaration.IndexOf('(') - start);
        MemberDeclarationSyntax neighbour = members.OfType<MethodDeclarationSyntax>()
            .LastOrDefault(method => method.Identifier.ValueText == name)
            ?? members[members.Count - 1];
        return document.Project.Solution.WithDocumentSyntaxRoot(
            document.Id, NewMember.InsertAfter(root, neighbour, declaration + " => throw new global::System.NotImplementedException();"));
    }

    private static int GetNameStart(string declaration) => declaration.LastIndexOf(' ', declaration.IndexOf('(')) + 1;
}
