using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>A type and those around it.</summary>
internal static class TypeChain
{
    /// <summary>The types around a type and itself, outermost first.</summary>
    public static Stack<INamedTypeSymbol> Of(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            chain.Push(current);
        }

        return chain;
    }
}
