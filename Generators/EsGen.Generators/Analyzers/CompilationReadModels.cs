using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>The read models of a compilation.</summary>
internal static class CompilationReadModels
{
    /// <summary>Those with a name, in the order of files and places.</summary>
    public static ILookup<string, INamedTypeSymbol> FindByName(Compilation compilation)
    {
        List<(string Name, INamedTypeSymbol Type)> models = [];
        Stack<INamespaceOrTypeSymbol> open = new([compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            INamespaceOrTypeSymbol current = open.Pop();
            foreach (INamespaceOrTypeSymbol member in current is INamespaceSymbol space ? space.GetMembers() : current.GetTypeMembers())
            {
                open.Push(member);
            }

            if (current is INamedTypeSymbol type && ReadModelParser.GetAttribute(type) is { } attribute)
            {
                models.Add((ReadModelParser.GetName(type, attribute), type));
            }
        }

        return models
            .OrderBy(static model => model.Type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static model => model.Type.Locations[0].SourceSpan.Start)
            .ToLookup(static model => model.Name, static model => model.Type, StringComparer.Ordinal);
    }
}
