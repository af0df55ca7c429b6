using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>The types that derive from others or implement them.</summary>
internal static class DerivedTypes
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, ILookup<ISymbol?, INamedTypeSymbol>> s_known = new();

    /// <summary>Those of an assembly that derive from a type directly.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(
        INamedTypeSymbol type,
        IAssemblySymbol assembly) => s_known.GetValue(assembly, Find)[type.OriginalDefinition]
        .Select(derived => Construct(derived, type)).OfType<INamedTypeSymbol>();

    /// <summary>Those of an assembly that derive from a type, at any depth, and that there can be values of.</summary>
    public static IEnumerable<INamedTypeSymbol> AllOf(INamedTypeSymbol type, IAssemblySymbol assembly) => Of(type, assembly)
        .SelectMany(derived =>
            AllOf(derived, assembly).Concat(derived.IsAbstract || derived.TypeKind == TypeKind.Interface ? [] : [derived]));

    /// <summary>The declarations of an assembly that derive from a type, however it is constructed, at any depth.</summary>
    public static IEnumerable<INamedTypeSymbol> DeclarationsOf(
        INamedTypeSymbol type,
        IAssemblySymbol assembly) => s_known.GetValue(assembly, Find)[type.OriginalDefinition]
        .SelectMany(derived => DeclarationsOf(derived, assembly).Prepend(derived));

    private static ILookup<ISymbol?, INamedTypeSymbol> Find(IAssemblySymbol assembly)
    {
        List<(ISymbol Base, INamedTypeSymbol Derived)> pairs = [];
        Stack<INamespaceOrTypeSymbol> open = new([assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            INamespaceOrTypeSymbol current = open.Pop();
            foreach (INamespaceOrTypeSymbol member in current is INamespaceSymbol space ? space.GetMembers() : current.GetTypeMembers())
            {
                open.Push(member);
            }

            if (current is INamedTypeSymbol type)
            {
                pairs.AddRange(type.Interfaces.Select(implemented => ((ISymbol)implemented.OriginalDefinition, type)));
                if (type.BaseType is { SpecialType: SpecialType.None } inherited)
                {
                    pairs.Add((inherited.OriginalDefinition, type));
                }
            }
        }

        return pairs.ToLookup(static pair => (ISymbol?)pair.Base, static pair => pair.Derived, SymbolEqualityComparer.Default);
    }

    /// <summary>What of a generic type derives from a constructed one; null if nothing does.</summary>
    private static INamedTypeSymbol? Construct(INamedTypeSymbol derived, INamedTypeSymbol type)
    {
        INamedTypeSymbol[] bases =
            [.. derived.Interfaces.Append(derived.BaseType)
                .OfType<INamedTypeSymbol>()
                .Where(inherited => IsOf(inherited.OriginalDefinition, type.OriginalDefinition))];
        if (!derived.IsGenericType)
        {
            return bases.Any(inherited => IsOf(inherited, type)) ? derived : null;
        }

        foreach (INamedTypeSymbol inherited in bases)
        {
            ITypeSymbol?[] arguments =
                [.. derived.TypeParameters.Select(parameter =>
                    inherited.TypeArguments.IndexOf(parameter, 0, SymbolEqualityComparer.Default) is >= 0 and var index
                        ? type.TypeArguments[index]
                        : null)];
            if (arguments.Length > 0 && arguments.All(static argument => argument is not null))
            {
                INamedTypeSymbol constructed = derived.Construct(arguments!);
                if (constructed.Interfaces.Append(constructed.BaseType).Any(closed => IsOf(closed, type)))
                {
                    return constructed;
                }
            }
        }

        return null;
    }

    private static bool IsOf(INamedTypeSymbol? inherited, INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(inherited, type);
}
