using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators;

/// <summary>Which expressions are state of an entity: its fields and auto-properties, and what hangs on them.</summary>
internal static class EntityState
{
    /// <summary>The state that assigning to an expression changes; null if it changes none.</summary>
    public static ISymbol? GetWritten(IOperation target, INamedTypeSymbol entity)
    {
        IOperation expression = Unwrap(target);

        // Setting an event property is a command; a property with a setter of the user's is judged by what that setter does.
        return expression is IPropertyReferenceOperation { Property: { IsIndexer: false } property } && IsMemberOf(property, entity)
            ? !property.IsStatic && IsAutoProperty(property) && !HasWrittenSetter(property) && !IsEventProperty(property) && IsRecorded(property) ? property : null
            : GetRoot(expression, entity);
    }

    /// <summary>The field or property of the entity that an expression reads from, through members and elements; null if it is none.</summary>
    public static ISymbol? GetRoot(IOperation expression, INamedTypeSymbol entity)
    {
        for (IOperation? current = Unwrap(expression); current is not null;)
        {
            switch (current)
            {
                case IFieldReferenceOperation { Field: var field } reference:
                    if (IsMemberOf(field, entity))
                    {
                        // The field of a property is the user's 'field', and goes by the property's name.
                        ISymbol state = field.AssociatedSymbol ?? field;
                        return !field.IsStatic && IsRecorded(state) ? state : null;
                    }

                    current = reference.Instance;
                    break;
                case IPropertyReferenceOperation { Property: var property } reference:
                    if (IsMemberOf(property, entity))
                    {
                        return !property.IsStatic && IsRecorded(property) && (IsAutoProperty(property) || IsEventProperty(property)) ? property : null;
                    }

                    current = reference.Instance;
                    break;
                case IArrayElementReferenceOperation element:
                    current = element.ArrayReference;
                    break;
                case IImplicitIndexerReferenceOperation indexer:
                    current = indexer.Instance;
                    break;
                case IConditionalAccessInstanceOperation instance:
                    current = GetAccessed(instance);
                    break;
                default:
                    return null;
            }

            current = current is null ? null : Unwrap(current);
        }

        return null;
    }

    public static bool IsEventProperty(IPropertySymbol property) => EntityParser.IsAnnotated(property);

    public static bool IsAutoProperty(IPropertySymbol property) => FindBackingField(property) is not null;

    private static IFieldSymbol? FindBackingField(IPropertySymbol property) => property.ContainingType.GetMembers()
        .OfType<IFieldSymbol>()
        .FirstOrDefault(field => field.AssociatedSymbol is { } associated && SymbolEqualityComparer.Default.Equals(associated, property));

    private static bool IsMarked(ISymbol member) => member.GetAttributes().Any(static attribute =>
        attribute.AttributeClass is { Name: "NotRecordedAttribute" } type && type.ToDisplayString() == AttributeNames.NotRecorded);

    private static bool HasWrittenSetter(IPropertySymbol property) =>
        property.SetMethod?.DeclaringSyntaxReferences.Any(static reference =>
            reference.GetSyntax() is AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }) == true;

    /// <summary>Whether a field or property is part of the history: <c>[NotRecorded]</c> on it, or on a property's field, says that it isn't.</summary>
    public static bool IsRecorded(ISymbol member) =>
        !EntityParser.MayHaveAttributes(member)
        || (!IsMarked(member) && (member is not IPropertySymbol property || FindBackingField(property) is not { } field || !IsMarked(field)));

    public static bool IsMemberOf(ISymbol member, INamedTypeSymbol entity) => SymbolEqualityComparer.Default.Equals(member.ContainingType, entity);

    private static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>What stands before the <c>?.</c> that an instance belongs to: the innermost one on whose right side it is.</summary>
    private static IOperation? GetAccessed(IConditionalAccessInstanceOperation instance)
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
