using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>The entities of a compilation by their names, present and former, in the order of files and places.</summary>
internal static class CompilationEntities
{
    public static ILookup<string, INamedTypeSymbol> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        List<INamedTypeSymbol> entities = [];
        Stack<INamespaceOrTypeSymbol> open = new([compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            INamespaceOrTypeSymbol current = open.Pop();

            // All members of a type are many more than the types in it, and made only when they are asked for.
            foreach (INamespaceOrTypeSymbol member in current is INamespaceSymbol space ? space.GetMembers() : current.GetTypeMembers())
            {
                open.Push(member);
            }

            if (current is INamedTypeSymbol type && EntityParser.GetEntityAttribute(type) is not null)
            {
                entities.Add(type);
            }
        }

        return entities
            .OrderBy(static type => type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static type => type.Locations[0].SourceSpan.Start)
            .SelectMany(static type => EntityParser.GetEntityNames(type).Distinct().Select(name => (name, type)))
            .ToLookup(static pair => pair.name, static pair => pair.type, StringComparer.Ordinal);
    }
}
