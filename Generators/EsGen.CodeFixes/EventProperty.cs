using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>A property as the declaration of an event.</summary>
internal static class EventProperty
{
    /// <returns>The partial property; null if an accessor does more than keep the value, which would be lost.</returns>
    public static PropertyDeclarationSyntax? From(PropertyDeclarationSyntax property)
    {
        if (property.AccessorList is not { } list || !list.Accessors.All(KeepsTheValue))
        {
            return null;
        }

        return PartialModifier.Add(property.WithAccessorList(list.WithAccessors(SyntaxFactory.List(list.Accessors.Select(WithoutBody)))));
    }

    private static bool KeepsTheValue(AccessorDeclarationSyntax accessor) => (
        accessor.ExpressionBody?.Expression,
        accessor.Body?.Statements) switch
    {
        (null, null) => true,
        ({ } expression, null) => KeepsTheValue(expression),
        (null, [ReturnStatementSyntax { Expression: { } expression }]) => KeepsTheValue(expression),
        (null, [ExpressionStatementSyntax { Expression: var expression }]) => KeepsTheValue(expression),
        _ => false,
    };

    private static bool KeepsTheValue(ExpressionSyntax expression) =>
        expression.WithoutTrivia().NormalizeWhitespace().ToString() is "field" or "field = value";

    private static AccessorDeclarationSyntax WithoutBody(AccessorDeclarationSyntax accessor) => accessor.Body is null
        && accessor.ExpressionBody is null
        ? accessor
        : accessor
            .WithBody(null)
            .WithExpressionBody(null)
            .WithKeyword(accessor.Keyword.WithTrailingTrivia())
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(accessor.GetTrailingTrivia()));
}
