using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>The namespaces that types are declared in.</summary>
internal static class TypeNamespace
{
    /// <summary>Whether a type is declared in a namespace itself, and not in another type.</summary>
    public static bool Is(ITypeSymbol type, string name) =>
        type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == name;

    /// <summary>The first part of the name of a type's namespace; null for what is in none, as an array.</summary>
    public static string? GetOutermost(ITypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name;
    }
}
