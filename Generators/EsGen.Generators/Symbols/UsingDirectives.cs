using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Symbols;

/// <summary>The <c>using</c> directives that hold where a type is declared.</summary>
internal static class UsingDirectives
{
    /// <summary>
    /// Those of all files that have a part of it, without those that hold everywhere or need an <c>extern alias</c>; one of a name.
    /// </summary>
    public static IEnumerable<string> Of(
        INamedTypeSymbol type,
        CancellationToken cancellationToken) => UserCode.GetDeclarations(type, cancellationToken)
        .SelectMany(static declaration => declaration.Ancestors().Reverse())
        .SelectMany(static around => around switch
        {
            CompilationUnitSyntax file => file.Usings,
            BaseNamespaceDeclarationSyntax space => space.Usings,
            _ => default,
        })
        .Where(static directive => !directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
            && !directive.ContainsDiagnostics
            && !directive.DescendantNodes()
                .OfType<AliasQualifiedNameSyntax>()
                .Any(static name => name.Alias.Identifier.ValueText != "global"))
        .GroupBy(static directive => directive.Alias?.Name.Identifier.ValueText ?? directive.WithoutTrivia().ToString())
        .Select(static same => same.First().WithoutTrivia().NormalizeWhitespace().ToString());
}
