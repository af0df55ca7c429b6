using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>The policies and read models of a compilation, in the lock's terms.</summary>
internal sealed class CompilationHandlers
{
    private static readonly ConditionalWeakTable<Compilation, CompilationHandlers> s_known = new();

    private readonly Lazy<IReadOnlyDictionary<INamedTypeSymbol, LockedHandler>> _all;

    private CompilationHandlers(Compilation compilation) => _all = new(() => CompilationTypes
        .FindByName(compilation, static type => Find(type) is { } handler ? [handler.Name] : [])
        .SelectMany(static named => named)
        .ToDictionary<INamedTypeSymbol, INamedTypeSymbol, LockedHandler>(
            static type => type,
            static type => Find(type)!,
            SymbolEqualityComparer.Default));

    /// <summary>Those that there are. What has no name that can be stored is for another rule.</summary>
    public IReadOnlyDictionary<INamedTypeSymbol, LockedHandler> All => _all.Value;

    public static CompilationHandlers Of(Compilation compilation) =>
        s_known.GetValue(compilation, static compilation => new CompilationHandlers(compilation));

    /// <summary>What a class is in the lock's terms; null if it is neither a policy nor a read model.</summary>
    private static LockedHandler? Find(INamedTypeSymbol type)
    {
        (HandlerKind kind, AttributeData? attribute) = PolicyParser.GetAttribute(type) is { } policy
            ? (HandlerKind.Policy, policy)
            : (HandlerKind.ReadModel, ReadModelParser.GetAttribute(type));
        return attribute is not null && EventHandlerParser.GetNames(type, attribute).All(GeneratedNames.IsEntityName)
            ? new LockedHandler(
                kind,
                EventHandlerParser.GetName(type, attribute),
                IsRetired: false,
                new(Attributes.GetFormerNames(attribute).Distinct()))
            : null;
    }
}
