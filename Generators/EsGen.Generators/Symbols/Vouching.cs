using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>Who says that a class of another assembly, which can't be seen into, holds nothing but what others see of it.</summary>
internal static class Vouching
{
    /// <summary>The class of another assembly, among a type and its bases, that nobody vouches for; null if there is none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="assembly">The assembly that stores it, where the code is seen and which may vouch for others.</param>
    public static INamedTypeSymbol? FindUnvouched(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        for (INamedTypeSymbol? current =
            type; current is { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (!SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, assembly) && !PlatformType.Is(current))
            {
                // Whoever vouches for a class knows its bases.
                return IsMarked(current) || IsNamed(current, assembly) ? null : current;
            }
        }

        return null;
    }

    /// <summary>Whether a type has the attribute itself.</summary>
    public static bool IsMarked(INamedTypeSymbol type) =>
        PayloadMember.FindAttribute(type.OriginalDefinition, AttributeNames.EventPayload) is not null;

    /// <summary>A type as <c>typeof</c> names it for the attribute: without arguments.</summary>
    public static INamedTypeSymbol GetTypeOf(INamedTypeSymbol type) =>
        type.IsGenericType ? type.OriginalDefinition.ConstructUnboundGenericType() : type;

    private static bool IsNamed(INamedTypeSymbol type, IAssemblySymbol assembly) => assembly.GetAttributes().Any(attribute =>
        attribute is
        {
            AttributeClass: { Name: "EventPayloadAttribute" } attributeType,
            ConstructorArguments: [{ Value: INamedTypeSymbol named }]
        }
        && attributeType.ToDisplayString() == AttributeNames.EventPayload
        && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type.OriginalDefinition));
}
