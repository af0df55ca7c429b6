using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Gives a property of a read model a private setter (ESG060, ESG063).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeDocumentSetterPrivateCodeFixProvider))]
public sealed class MakeDocumentSetterPrivateCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticDescriptors.ChangedFromOutsideId, DiagnosticDescriptors.KeySetterId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { AccessorList: { } accessors } property
            || (FindSetter(accessors) is null && diagnostic.Id == DiagnosticDescriptors.ChangedFromOutsideId))
        {
            return null;
        }

        return new($"Give '{property.Identifier.ValueText}' a private setter", () => root.ReplaceNode(accessors, MakePrivate(accessors)));
    }

    private static AccessorDeclarationSyntax? FindSetter(AccessorListSyntax accessors) =>
        accessors.Accessors.FirstOrDefault(static accessor =>
            !accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && !accessor.Modifiers.Any(SyntaxKind.PrivateKeyword));

    private static AccessorListSyntax MakePrivate(AccessorListSyntax accessors)
    {
        if (accessors.Accessors.FirstOrDefault(static accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } old)
        {
            return accessors.ReplaceNode(old, PrivateSetter.Of(old));
        }

        AccessorDeclarationSyntax added = SyntaxFactory.AccessorDeclaration(SyntaxKind.SetAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        return accessors.AddAccessors(PrivateSetter.Of(added).WithTriviaFrom(accessors.Accessors[0]));
    }
}
