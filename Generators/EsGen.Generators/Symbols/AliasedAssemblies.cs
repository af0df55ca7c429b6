using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>The referenced assemblies whose types only an <c>extern alias</c> reaches: names from <c>global::</c> on don't.</summary>
internal sealed class AliasedAssemblies
{
    public static readonly AliasedAssemblies None = new();

    private readonly Dictionary<ISymbol, string> _aliases = new(SymbolEqualityComparer.Default);

    private AliasedAssemblies()
    {
    }

    public static AliasedAssemblies Of(Compilation compilation)
    {
        AliasedAssemblies found = None;
        foreach (MetadataReference reference in compilation.References)
        {
            if (reference.Properties.Aliases is { IsDefaultOrEmpty: false } aliases
                && !aliases.Contains("global")
                && compilation.GetAssemblyOrModuleSymbol(reference) is { } assembly)
            {
                found = found == None ? new AliasedAssemblies() : found;
                found._aliases[assembly] = aliases[0];
            }
        }

        return found;
    }

    /// <summary>The alias that a type's name needs, itself or in one of its parts; null if there is none.</summary>
    public string? Find(ITypeSymbol type) => _aliases.Count == 0 ? null : type switch
    {
        IArrayTypeSymbol array => Find(array.ElementType),
        INamedTypeSymbol { ContainingAssembly: { } assembly } when _aliases.TryGetValue(assembly, out string alias) => alias,
        INamedTypeSymbol named =>
            named.TypeArguments.Select(Find).FirstOrDefault(static alias => alias is not null)
                ?? (named.ContainingType is { } container ? Find(container) : null),
        _ => null,
    };
}
