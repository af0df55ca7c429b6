using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace EsGen.CodeFixes;

/// <summary>Members that a fix adds to a class: after another one, a blank line between, in the file's indentation and line ends.</summary>
internal static class NewMember
{
    public static SyntaxNode InsertAfter(SyntaxNode root, MemberDeclarationSyntax neighbour, params string[] members) =>
        root.InsertNodesAfter(neighbour, members.Select(text => Parse(text, neighbour)));

    /// <param name="text">The member's declaration; types in it may be written in full.</param>
    /// <param name="neighbour">The member beside which it will be.</param>
    public static MemberDeclarationSyntax Parse(string text, MemberDeclarationSyntax neighbour)
    {
        SyntaxTrivia[] indentation =
            [.. neighbour.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().Take(1)];
        SyntaxTrivia lineEnd = GetLineEnd(neighbour);
        bool endsLine = neighbour.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        MemberDeclarationSyntax member = SyntaxFactory.ParseMemberDeclaration(text)!;
        return member
            .ReplaceNodes(
                member.DescendantNodes()
                    .Where(static node =>
                        node is QualifiedNameSyntax or AliasQualifiedNameSyntax
                            && node.Parent is not (QualifiedNameSyntax or MemberAccessExpressionSyntax)),
                static (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithLeadingTrivia(SyntaxFactory.TriviaList([.. endsLine ? (SyntaxTrivia[])[lineEnd] : [lineEnd, lineEnd], .. indentation]))
            .WithTrailingTrivia(endsLine ? SyntaxFactory.TriviaList(lineEnd) : default);
    }

    /// <summary>What stands before a node in its line.</summary>
    public static SyntaxTriviaList GetIndentation(SyntaxNode node) =>
        [.. node.GetLeadingTrivia().Reverse().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];

    /// <summary>The end of a line as the node's file has it.</summary>
    public static SyntaxTrivia GetLineEnd(SyntaxNode node) =>
        node.SyntaxTree.GetRoot()
            .DescendantTrivia()
            .FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found
            ? found
            : SyntaxFactory.LineFeed;
}
