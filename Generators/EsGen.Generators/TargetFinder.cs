using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>Finds the type that an attribute's target makes us generate for; once per type, however many attributes it has.</summary>
internal static class TargetFinder
{
    public static INamedTypeSymbol? Find(GeneratorAttributeSyntaxContext target)
    {
        if (target.TargetSymbol is INamedTypeSymbol type && EntityParser.GetEntityAttribute(type) is { } attribute)
        {
            return IsAt(target, attribute) && IsOurs(target, attribute) && CanBeContinued(type) ? type : null;
        }

        // A member of a class that is no entity: it gets a stub, so that the analyzers' explanation isn't hidden behind the compiler's errors.
        return target.TargetSymbol is not INamedTypeSymbol
            && target.TargetSymbol.ContainingType is { } container
            && EntityParser.GetEntityAttribute(container) is null
            && EntityParser.GetAnnotatedMembers(container).FirstOrDefault(static annotated => annotated.Member is not INamedTypeSymbol) is { Attribute: { } first }
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
            if (current.IsFileLocal || !EntityParser.IsDeclaredType(current))
            {
                return false;
            }
        }

        return true;
    }
}
