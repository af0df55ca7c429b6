using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>The name that an attribute of EsGen gives: its first argument.</summary>
internal static class AttributeName
{
    public static async Task<Document> SetAsync(Document document, Location attribute, string name, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        AttributeSyntax syntax = root.FindNode(attribute.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>()!;
        return document.WithSyntaxRoot(root.ReplaceNode(syntax, Set(syntax, name)));
    }

    public static AttributeSyntax Set(AttributeSyntax attribute, string name)
    {
        LiteralExpressionSyntax literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        if (attribute.ArgumentList is not { Arguments: { Count: > 0 } arguments } list)
        {
            return attribute
                .WithName(attribute.Name.WithoutTrailingTrivia())
                .WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(literal))).WithTrailingTrivia(attribute.GetTrailingTrivia()));
        }

        AttributeArgumentSyntax? given = arguments.FirstOrDefault(static argument => argument.NameEquals is null);
        if (given is not null)
        {
            return attribute.ReplaceNode(given.Expression, literal.WithTriviaFrom(given.Expression));
        }

        // What stands first makes room for it, with a comma and a space between them.
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(
            [SyntaxFactory.AttributeArgument(literal), .. arguments],
            [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), .. arguments.GetSeparators()])));
    }
}
