using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Adds <c>partial</c>, which comes last among the modifiers.</summary>
internal static class PartialModifier
{
    public static T Add<T>(T declaration)
        where T : MemberDeclarationSyntax
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return declaration;
        }

        if (declaration.Modifiers.Count > 0)
        {
            return (T)declaration.AddModifiers(partial);
        }

        // The comments and the indentation before the first token belong before the new one.
        SyntaxToken first = declaration.AttributeLists.Count == 0
            ? declaration.GetFirstToken()
            : declaration.AttributeLists.Last().GetLastToken().GetNextToken();
        return (T)declaration
            .ReplaceToken(first, first.WithLeadingTrivia())
            .WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(first.LeadingTrivia)));
    }
}
