using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>Who calls whom within an entity.</summary>
internal sealed class CallGraph(IReadOnlyDictionary<ISymbol, MemberFacts> members)
{
    /// <summary>The one symbol that stands for both halves of a partial member.</summary>
    public static IMethodSymbol Normalize(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        return definition.PartialDefinitionPart ?? definition;
    }

    /// <summary>The members that are reached from some of them, those included.</summary>
    public HashSet<ISymbol> GetReachable(IEnumerable<ISymbol> from)
    {
        HashSet<ISymbol> reached = new(SymbolEqualityComparer.Default);
        Stack<ISymbol> open = new(from);
        while (open.Count > 0)
        {
            ISymbol current = open.Pop();
            if (reached.Add(current) && members.TryGetValue(current, out MemberFacts? facts))
            {
                foreach (ISymbol callee in facts.Calls)
                {
                    open.Push(callee);
                }
            }
        }

        return reached;
    }
}
