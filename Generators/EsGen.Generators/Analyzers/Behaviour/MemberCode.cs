using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>The pieces of code that are written in a member.</summary>
internal static class MemberCode
{
    /// <summary>Each piece with the declaration whose it is; none for a nested type, which has state and code of its own.</summary>
    public static IEnumerable<(SyntaxNode Declaration, SyntaxNode Code)> Of(SyntaxNode member)
    {
        switch (member)
        {
            case BaseMethodDeclarationSyntax method when method.Body is not null || method.ExpressionBody is not null:
                return [(method, method)];
            case VariableDeclaratorSyntax { Initializer: { } value } variable:
                return [(variable, value)];
            case BaseFieldDeclarationSyntax fields:
                return fields.Declaration.Variables.SelectMany(Of);
            case BasePropertyDeclarationSyntax property:
                IEnumerable<(SyntaxNode, SyntaxNode)> accessors = (property.AccessorList?.Accessors ?? default)
                    .Where(static accessor => accessor.Body is not null || accessor.ExpressionBody is not null)
                    .Select(static accessor => ((SyntaxNode)accessor, (SyntaxNode)accessor));
                IEnumerable<(SyntaxNode, SyntaxNode)> own = new SyntaxNode?[]
                {
                    (property as PropertyDeclarationSyntax)?.ExpressionBody ?? (property as IndexerDeclarationSyntax)?.ExpressionBody,
                    (property as PropertyDeclarationSyntax)?.Initializer,
                }
                    .OfType<SyntaxNode>()
                    .Select(code => ((SyntaxNode)property, code));
                return accessors.Concat(own);
            default:
                return [];
        }
    }
}
