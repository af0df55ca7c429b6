using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Parsing;

/// <summary>Who stores a type: an entity, or any project that refers to the type's own.</summary>
internal sealed class PayloadViewer
{
    private readonly INamedTypeSymbol? _entity;
    private readonly IAssemblySymbol _assembly;

    private PayloadViewer(INamedTypeSymbol? entity, IAssemblySymbol assembly)
    {
        _entity = entity;
        _assembly = assembly;
    }

    /// <summary>What it is called in messages.</summary>
    public string Name => _entity?.Name ?? "another project";

    public static PayloadViewer Of(INamedTypeSymbol entity) => new(entity, entity.ContainingAssembly);

    /// <summary>Code outside of an assembly.</summary>
    public static PayloadViewer Outside(IAssemblySymbol assembly) => new(null, assembly);

    /// <summary>Whether it can use a member of a type that it can name.</summary>
    public bool Allows(ISymbol? member) =>
        _entity is null ? member?.DeclaredAccessibility == Accessibility.Public : Reach.Allows(_entity, member);

    /// <summary>
    /// Whether it can call what a type keeps to itself, as an <c>[UnsafeAccessor]</c> does. What is generic would need one for all its
    /// arguments, and whether another assembly has what its source has can't be known.
    /// </summary>
    public bool Reaches(INamedTypeSymbol type) => _entity is not null && SeesCode(type) && !IsGeneric(type);

    /// <summary>
    /// Whether the code of a symbol is seen. That of other projects is in an editor only, where it is to make no difference.
    /// </summary>
    public bool SeesCode(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _assembly);

    private static bool IsGeneric(INamedTypeSymbol? type) => type is not null && (type.IsGenericType || IsGeneric(type.ContainingType));
}
