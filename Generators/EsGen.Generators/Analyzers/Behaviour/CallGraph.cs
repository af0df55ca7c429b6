using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>Who calls whom.</summary>
internal static class CallGraph
{
    /// <summary>The one symbol that stands for both halves of a partial member.</summary>
    public static IMethodSymbol Normalize(IMethodSymbol method)
    {
        IMethodSymbol definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialDefinitionPart ?? definition;
    }

    /// <summary>The members that are reached from some of them, those included.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="getCalls">Whom a member calls.</param>
    public static HashSet<ISymbol> GetReachable(IEnumerable<ISymbol> from, Func<ISymbol, IEnumerable<ISymbol>> getCalls)
    {
        HashSet<ISymbol> reached = new(SymbolEqualityComparer.Default);
        Stack<ISymbol> open = new(from);
        while (open.Count > 0)
        {
            ISymbol current = open.Pop();
            if (reached.Add(current))
            {
                foreach (ISymbol callee in getCalls(current))
                {
                    open.Push(callee);
                }
            }
        }

        return reached;
    }
}
