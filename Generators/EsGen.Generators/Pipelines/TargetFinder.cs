using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Pipelines;

/// <summary>Finds the type that an attribute's target makes us generate for; once per type, however many attributes it has.</summary>
internal static class TargetFinder
{
    public static INamedTypeSymbol? Find(GeneratorAttributeSyntaxContext target)
    {
        if (target.TargetSymbol is INamedTypeSymbol type && EventSourcedType.GetAttribute(type) is { } attribute)
        {
            return IsAt(target, attribute) && IsOurs(target, attribute) && CanBeContinued(type) ? type : null;
        }

        // A member of a class that is no entity: it gets a stub, so that the analyzers' explanation isn't hidden behind the compiler's
        // errors.
        return target.TargetSymbol is not INamedTypeSymbol
            && target.TargetSymbol.ContainingType is { } container
            && EventSourcedType.GetAttribute(container) is null
            && EventMember.GetAll(container)
                .FirstOrDefault(static annotated => annotated.Member is not INamedTypeSymbol) is { Attribute: { } first }
            && IsAt(target, first)
            && IsOurs(target, first)
            && CanBeContinued(container)
                ? container
                : null;
    }

    private static bool IsAt(GeneratorAttributeSyntaxContext target, AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference
        && reference.SyntaxTree == target.TargetNode.SyntaxTree
        && target.TargetNode.Span.Contains(reference.Span);

    // Each attribute has a pipeline of its own; with two of them on one target, only the first one's goes on.
    private static bool IsOurs(GeneratorAttributeSyntaxContext target, AttributeData attribute) =>
        SymbolEqualityComparer.Default.Equals(target.Attributes[0].AttributeClass, attribute.AttributeClass);

    private static bool CanBeContinued(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || !EventSourcedType.CanDeclare(current))
            {
                return false;
            }
        }

        return true;
    }
}
