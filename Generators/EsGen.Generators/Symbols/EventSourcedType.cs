using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>What a class with <c>[Entity]</c> or <c>[Aggregate]</c> says of itself.</summary>
internal static class EventSourcedType
{
    /// <summary>
    /// The attribute that makes a type an entity; null if it has none, or is a type where the compiler refuses it (CS0592).
    /// </summary>
    public static AttributeData? GetAttribute(INamedTypeSymbol type) => type.TypeKind is not (TypeKind.Class or TypeKind.Struct)
        ? null
        : Attributes.Find(type, AttributeNames.Entity, AttributeNames.Aggregate);

    /// <summary>
    /// Whether a type is one that members can be declared in. An enum or delegate isn't; nor is what the compiler makes of members whose
    /// type has lost its head, as it does while someone is typing.
    /// </summary>
    public static bool CanDeclare(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, IsImplicitClass: false, CanBeReferencedByName: true };

    /// <summary>The names that an entity's topics begin with, its former ones included.</summary>
    public static IEnumerable<string> GetNames(INamedTypeSymbol type) =>
        GetAttribute(type) is { } attribute ? [Attributes.GetName(attribute) ?? type.Name, .. Attributes.GetFormerNames(attribute)] : [];

    /// <summary>The attribute by which a class asks for snapshots; null if it doesn't.</summary>
    public static AttributeData? GetSnapshotAttribute(INamedTypeSymbol type) => Attributes.Find(type, AttributeNames.Snapshot);

    /// <summary>The names in <c>[Retired("Name", …)]</c> on a class, and where they stand.</summary>
    public static IEnumerable<(string Name, AttributeData Attribute)> GetRetiredEvents(INamedTypeSymbol type) =>
        from attribute in type.GetAttributes()
        let name = Attributes.Is(attribute, AttributeNames.Retired) ? Attributes.GetName(attribute) : null
        where name is not null
        select (name, attribute);
}
