using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>The classes in the generated half of an entity.</summary>
internal static class GeneratedType
{
    /// <returns>The class with a name; null if there is none, or it is the user's.</returns>
    public static INamedTypeSymbol? Find(INamedTypeSymbol entity, string name) =>
        entity.GetTypeMembers(name).FirstOrDefault() is { DeclaringSyntaxReferences: [{ SyntaxTree: var tree }] } type
            && UserCode.IsGenerated(tree)
            ? type
            : null;
}
