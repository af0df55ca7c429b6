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
        return attribute.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null) is { } given
            ? attribute.ReplaceNode(given.Expression, literal.WithTriviaFrom(given.Expression))
            : AttributeArguments.Add(attribute, SyntaxFactory.AttributeArgument(literal), isFirst: true);
    }
}
