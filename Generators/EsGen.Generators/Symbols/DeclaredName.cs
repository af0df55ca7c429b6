using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>Where a declaration says its name.</summary>
internal static class DeclaredName
{
    /// <summary>The name in a declaration, to point at.</summary>
    public static SyntaxNodeOrToken Of(SyntaxNode declaration) => declaration switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EventDeclarationSyntax e => e.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        OperatorDeclarationSyntax conversion => conversion.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.OperatorKeyword,
        DestructorDeclarationSyntax finalizer => finalizer.Identifier,
        AccessorDeclarationSyntax accessor => accessor.Keyword,
        _ => declaration,
    };

    /// <summary>Where the user's own declaration of a symbol says its name; null if it has none.</summary>
    public static Location? FindLocation(ISymbol symbol, CancellationToken cancellationToken) =>
        UserCode.GetDeclarations(symbol, cancellationToken)
            .Select(static declaration => Of(declaration).GetLocation())
            .FirstOrDefault();
}
