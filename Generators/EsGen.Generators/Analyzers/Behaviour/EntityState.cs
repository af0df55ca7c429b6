using Microsoft.CodeAnalysis;
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
            ? IsAutoProperty(property) && !IsEventProperty(property) && IsRecorded(property) ? property : null
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
                        return !field.IsStatic && IsRecorded(field) ? field : null;
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

    /// <summary>Whether a call changes the collection that it is made on.</summary>
    public static bool ChangesCollection(IMethodSymbol method) =>
        !method.IsStatic
        && method.ContainingNamespace?.ToDisplayString() is "System.Collections" or "System.Collections.Generic" or "System.Collections.ObjectModel" or "System.Collections.Concurrent" or "System.Text"
        && method.Name is "Add" or "AddFirst" or "AddLast" or "AddAfter" or "AddBefore" or "AddOrUpdate" or "AddRange" or "Append" or "AppendFormat" or "AppendJoin" or "AppendLine"
            or "Clear" or "Dequeue" or "Enqueue" or "EnqueueDequeue" or "EnqueueRange" or "ExceptWith" or "GetOrAdd" or "Insert" or "InsertRange" or "IntersectWith" or "Move" or "Pop" or "Push"
            or "PushRange" or "Remove" or "RemoveAll" or "RemoveAt" or "RemoveFirst" or "RemoveLast" or "RemoveRange" or "RemoveWhere" or "Replace" or "Reverse" or "Set" or "SetAll" or "Sort"
            or "SymmetricExceptWith" or "Take" or "TryAdd" or "TryDequeue" or "TryPop" or "TryRemove" or "TryTake" or "TryUpdate" or "UnionWith";

    public static bool IsEventProperty(IPropertySymbol property) => EntityParser.IsAnnotated(property);

    public static bool IsAutoProperty(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(member => member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property));

    public static bool IsRecorded(ISymbol member) =>
        !member.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeNames.NotRecorded);

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

    private static IOperation? GetAccessed(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation? parent = instance.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull.Syntax.Span.Contains(instance.Syntax.Span))
            {
                return access.Operation;
            }
        }

        return null;
    }
}
