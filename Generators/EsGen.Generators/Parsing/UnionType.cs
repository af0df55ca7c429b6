using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>C# 15's unions, which the compiler that EsGen is built with doesn't know: to it they are structs.</summary>
internal static class UnionType
{
    /// <summary>SyntaxKind.UnionDeclaration.</summary>
    private const int UnionDeclaration = 9082;

    /// <summary>Whether it is declared with <c>union</c> in this project.</summary>
    public static bool IsDeclared(INamedTypeSymbol type) => type.TypeKind == TypeKind.Struct
        && type.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().RawKind == UnionDeclaration);
}
