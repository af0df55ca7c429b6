using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>What a member is declared with.</summary>
internal static class MemberSyntax
{
    public static bool HasBody(MemberDeclarationSyntax declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null } => true,
        BasePropertyDeclarationSyntax property =>
            property.AccessorList?.Accessors.Any(static accessor =>
                accessor.Body is not null || accessor.ExpressionBody is not null) == true,
        _ => false,
    };
}
