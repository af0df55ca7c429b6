using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>The types that a compilation declares.</summary>
internal static class CompilationTypes
{
    /// <summary>Those that have names of some kind, by each of them, in the order of files and places.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="getNames">The names of a type; none for one that isn't looked for.</param>
    public static ILookup<string, INamedTypeSymbol> FindByName(
        Compilation compilation,
        Func<INamedTypeSymbol, IEnumerable<string>> getNames)
    {
        List<(INamedTypeSymbol Type, string[] Names)> found = [];
        Stack<INamespaceOrTypeSymbol> open = new([compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            INamespaceOrTypeSymbol current = open.Pop();

            // All members of a type are many more than the types in it, and made only when they are asked for.
            foreach (INamespaceOrTypeSymbol member in current is INamespaceSymbol space ? space.GetMembers() : current.GetTypeMembers())
            {
                open.Push(member);
            }

            if (current is INamedTypeSymbol type && getNames(type).Distinct().ToArray() is { Length: > 0 } names)
            {
                found.Add((type, names));
            }
        }

        return found
            .OrderBy(static pair => pair.Type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Type.Locations[0].SourceSpan.Start)
            .SelectMany(static pair => pair.Names.Select(name => (Name: name, pair.Type)))
            .ToLookup(static pair => pair.Name, static pair => pair.Type, StringComparer.Ordinal);
    }
}
