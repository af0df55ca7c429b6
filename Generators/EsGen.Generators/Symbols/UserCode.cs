using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>
/// What the user wrote of a symbol. An analyzer sees the generated halves too, the generator doesn't; looking at the user's only, both
/// come to the same result.
/// </summary>
internal static class UserCode
{
    // A part of the paths of what the generator writes: the compiler puts each generator's files into a folder of its name.
    private const string GeneratedFolder = "EsGen.Generators.EntityGenerator";

    /// <summary>The declarations of a symbol, both halves of a partial member included, without the generated ones.</summary>
    public static IEnumerable<SyntaxNode> GetDeclarations(ISymbol symbol, CancellationToken cancellationToken) =>
        GetParts(symbol)
            .SelectMany(static part => part.DeclaringSyntaxReferences)
            .Where(static reference => !IsGenerated(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(cancellationToken));

    /// <summary>The place of a symbol in the user's files; null if it is in none of them.</summary>
    public static Location? FindLocation(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(static location => location.SourceTree is { } tree && !IsGenerated(tree));

    // The end first: it is asked about every declaration there is, and users' files are done with then.
    public static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && tree.FilePath.Contains(GeneratedFolder);

    private static IEnumerable<ISymbol> GetParts(ISymbol symbol)
    {
        yield return symbol;
        (ISymbol? definition, ISymbol? implementation) = symbol switch
        {
            IMethodSymbol method => ((ISymbol?)method.PartialDefinitionPart, (ISymbol?)method.PartialImplementationPart),
            IPropertySymbol property => (property.PartialDefinitionPart, property.PartialImplementationPart),
            _ => (null, null),
        };
        if (definition is not null)
        {
            yield return definition;
        }

        if (implementation is not null)
        {
            yield return implementation;
        }
    }
}
