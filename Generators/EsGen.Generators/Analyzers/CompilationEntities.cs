using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>The entities of a compilation. Each is found and parsed once, for all analyzers.</summary>
internal sealed class CompilationEntities
{
    private static readonly ConditionalWeakTable<Compilation, CompilationEntities> s_known = new();

    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, LockFile? Locked), Lazy<ParsedEntity>> _parsed = new();
    private readonly Lazy<ILookup<string, INamedTypeSymbol>> _byName;

    private readonly AliasedAssemblies _aliased;

    private CompilationEntities(Compilation compilation)
    {
        _byName = new(() => CompilationTypes.FindByName(compilation, EventSourcedType.GetNames));
        _aliased = AliasedAssemblies.Of(compilation);
    }

    /// <summary>Those with a name, present or former, in the order of files and places.</summary>
    public ILookup<string, INamedTypeSymbol> ByName => _byName.Value;

    public static CompilationEntities Of(Compilation compilation) =>
        s_known.GetValue(compilation, static compilation => new CompilationEntities(compilation));

    /// <summary>
    /// What the parser makes of a class. The lock says which of its events are retired, which only the reports depend on.
    /// </summary>
    public ParsedEntity Parse(
        INamedTypeSymbol type,
        LockFile? locked) => _parsed.GetOrAdd((type, locked), key => new(() => ParsedEntity.Of(key.Type, key.Locked, _aliased))).Value;
}
