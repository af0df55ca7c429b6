using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Types whose values can change where they are, so that whoever holds one changes the state that it hangs on.</summary>
internal sealed class ChangeableTypes
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _changeable = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _parts = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a value of a type can change.</summary>
    public bool IsChangeable(ITypeSymbol type) => _changeable.GetOrAdd(type, _ => IsCollection(type) || HasChangeableParts(type));

    /// <summary>Whether there may be something in a value, but not a collection itself, that can change: an element, a member.</summary>
    public bool HasChangeableParts(ITypeSymbol type) => _parts.GetOrAdd(type, _ => Decide(type, []));

    public static bool IsCollection(ITypeSymbol type) =>
        MutableCollectionAnalyzer.IsMutableCollection(type)
            || type is { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } };

    private static bool Decide(ITypeSymbol type, HashSet<ITypeSymbol> open)
    {
        switch (type)
        {
            case IArrayTypeSymbol { ElementType: var element }:
                return IsChangeable(element, open);
            case ITypeParameterSymbol:
                return true;
            case INamedTypeSymbol { TypeKind: TypeKind.Enum or TypeKind.Delegate }:
            case { SpecialType: not (SpecialType.None or SpecialType.System_Nullable_T) and < SpecialType.System_Collections_IEnumerable }:
                return false;
            case INamedTypeSymbol named when !open.Add(named) || EntityState.IsEntity(named):
                return false;
            case INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: true } named:
                return named.TypeArguments.Any(argument => IsChangeable(argument, open)) || !QuietTypes.IsOfPlatform(named);
            case INamedTypeSymbol { TypeKind: TypeKind.Interface } or { IsAbstract: true }:
                return true;
            case INamedTypeSymbol named:
                return HasChangeableMember(named, open);
            default:
                return false;
        }
    }

    private static bool HasChangeableMember(INamedTypeSymbol type, HashSet<ITypeSymbol> open) =>
        (type.BaseType is { SpecialType: SpecialType.None } ofBase && Decide(ofBase, open))
        || type.GetMembers().Any(member => !member.IsStatic && member switch
        {
            IFieldSymbol { AssociatedSymbol: null } field => !field.IsReadOnly || IsChangeable(field.Type, open),
            IPropertySymbol property => property.SetMethod is { IsInitOnly: false } || IsChangeable(property.Type, open),
            _ => false,
        });

    private static bool IsChangeable(ITypeSymbol type, HashSet<ITypeSymbol> open) => IsCollection(type) || Decide(type, open);
}
