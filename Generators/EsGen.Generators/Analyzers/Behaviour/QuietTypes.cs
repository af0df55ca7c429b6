using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Types whose values can be moved about, or calculated with, without any code of the user's running.</summary>
internal sealed class QuietTypes
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _quiet = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _builtIn = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// Whether values of a type can be assigned to each other and put into collections without a conversion of the user's.
    /// </summary>
    public bool IsQuiet(ITypeSymbol type) => _quiet.GetOrAdd(type, Decide);

    /// <summary>Whether operators on values of a type, and loops over them, are the platform's.</summary>
    public bool IsBuiltIn(ITypeSymbol type) => _builtIn.GetOrAdd(type, DecideBuiltIn);

    private bool Decide(ITypeSymbol type) => IsBuiltIn(type) || type switch
    {
        IArrayTypeSymbol { ElementType: var element } => IsQuiet(element),
        INamedTypeSymbol { TypeArguments: var arguments } when !arguments.All(IsQuiet) => false,
        INamedTypeSymbol named => IsOfPlatform(named) || (!named.DeclaringSyntaxReferences.IsEmpty && HasNothingImplicit(named)),
        _ => false,
    };

    private bool DecideBuiltIn(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => true,
        IArrayTypeSymbol { ElementType: var element } => IsBuiltIn(element),
        INamedTypeSymbol named => IsOfPlatform(named) && named.TypeArguments.All(IsBuiltIn) && !UnstableOrder.Is(named),
        _ => false,
    };

    /// <summary>Whether a type is the platform's, so that its members are known by their names.</summary>
    public static bool IsOfPlatform(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty && type.TypeKind != TypeKind.Error && TypeNamespace.GetOutermost(type) == "System";

    /// <summary>Whether a type of the user's converts to and from nothing, and is no collection.</summary>
    private static bool HasNothingImplicit(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null
            && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            if (current.GetMembers()
                .Any(static member =>
                    member is IMethodSymbol { MethodKind: MethodKind.Conversion }
                        or { Name: WellKnownMemberNames.GetEnumeratorMethodName }))
            {
                return false;
            }
        }

        // A union is made by a constructor, which an assignment calls.
        return !type.AllInterfaces.Any(static implemented =>
            implemented.SpecialType == SpecialType.System_Collections_IEnumerable || implemented.Name == "IUnion");
    }
}
