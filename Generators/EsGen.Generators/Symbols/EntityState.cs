using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Symbols;

/// <summary>Which members are state of an entity: its fields and auto-properties.</summary>
internal static class EntityState
{
    public static bool IsEntity(INamedTypeSymbol type) => EventSourcedType.GetAttribute(type) is not null;

    public static bool IsEventProperty(IPropertySymbol property) => EventMember.IsAnnotated(property);

    public static bool IsAutoProperty(IPropertySymbol property) => FindBackingField(property) is not null;

    private static IFieldSymbol? FindBackingField(IPropertySymbol property) => property.ContainingType.GetMembers(
        $"<{property.Name}>k__BackingField")
        .OfType<IFieldSymbol>()
        .FirstOrDefault(field => field.AssociatedSymbol is { } associated && SymbolEqualityComparer.Default.Equals(associated, property));

    private static bool IsMarked(ISymbol member) => member.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "NotRecordedAttribute" } type && type.ToDisplayString() == AttributeNames.NotRecorded);

    /// <summary>Whether the user wrote what a property does when it is set.</summary>
    public static bool HasWrittenSetter(IPropertySymbol property) =>
        property.SetMethod?.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is AccessorDeclarationSyntax { Body: not null }
                or AccessorDeclarationSyntax { ExpressionBody: not null }) == true;

    /// <summary>
    /// Whether a field or property is part of the history: <c>[NotRecorded]</c> on it, or on a property's field, says that it isn't.
    /// </summary>
    public static bool IsRecorded(ISymbol member) =>
        !Attributes.MayHave(member)
        || (!IsMarked(member)
            && (member is not IPropertySymbol property || FindBackingField(property) is not { } field || !IsMarked(field)));

    public static bool IsMemberOf(
        ISymbol member,
        INamedTypeSymbol entity) => SymbolEqualityComparer.Default.Equals(member.ContainingType, entity);

    /// <summary>What stands before the <c>?.</c> that an instance belongs to: the innermost one on whose right side it is.</summary>
    public static IOperation? GetAccessed(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        while (child.Parent is { } parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }

            child = parent;
        }

        return null;
    }
}
