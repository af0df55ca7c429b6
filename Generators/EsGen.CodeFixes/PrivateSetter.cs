using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>A <c>set</c> or <c>init</c> made a private setter, with all else that is written of it.</summary>
internal static class PrivateSetter
{
    public static AccessorDeclarationSyntax Of(AccessorDeclarationSyntax accessor)
    {
        SyntaxToken first = accessor.Modifiers.Count > 0 ? accessor.Modifiers[0] : accessor.Keyword;
        SyntaxToken isPrivate = SyntaxFactory.Token(
            first.LeadingTrivia,
            SyntaxKind.PrivateKeyword,
            SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return SyntaxFactory.AccessorDeclaration(
            SyntaxKind.SetAccessorDeclaration,
            accessor.AttributeLists,
            SyntaxFactory.TokenList(isPrivate),
            SyntaxFactory.Token(default, SyntaxKind.SetKeyword, accessor.Keyword.TrailingTrivia),
            accessor.Body,
            accessor.ExpressionBody,
            accessor.SemicolonToken);
    }
}
