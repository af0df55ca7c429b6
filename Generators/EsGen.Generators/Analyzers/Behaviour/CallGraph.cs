using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>Who calls whom.</summary>
internal static class CallGraph
{
    /// <summary>The one symbol that stands for both halves of a partial member.</summary>
    public static IMethodSymbol Normalize(IMethodSymbol method)
    {
        IMethodSymbol definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialDefinitionPart ?? definition;
    }

    /// <summary>The one symbol that stands for a member, however it is constructed.</summary>
    public static ISymbol Normalize(ISymbol member) => member is IMethodSymbol method ? Normalize(method) : member.OriginalDefinition;

    /// <summary>Whether a member's code, or what the compiler writes of it, is in the user's code of an assembly.</summary>
    /// <remarks>In an IDE other projects of the solution have source, too, which is not this compilation's to bind.</remarks>
    public static bool IsFollowed(ISymbol member, IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, assembly)
        && (member.IsImplicitlyDeclared
            ? member.ContainingType
            : member)?.DeclaringSyntaxReferences.Any(static reference => !UserCode.IsGenerated(reference.SyntaxTree)) == true;

    /// <summary>The members that are reached from some of them, those included.</summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="getCalls">Whom a member calls.</param>
    public static HashSet<ISymbol> GetReachable(IEnumerable<ISymbol> from, Func<ISymbol, IEnumerable<ISymbol>> getCalls)
    {
        HashSet<ISymbol> reached = new(SymbolEqualityComparer.Default);
        AddReachable(from, getCalls, reached);
        return reached;
    }

    /// <summary>
    /// Adds the members that are reached from some of them, those included, to what is reached already, and returns the new ones.
    /// </summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="getCalls">Whom a member calls.</param>
    /// <param name="reached">What is reached already, and not looked into again.</param>
    public static List<ISymbol> AddReachable(
        IEnumerable<ISymbol> from,
        Func<ISymbol, IEnumerable<ISymbol>> getCalls,
        HashSet<ISymbol> reached)
    {
        List<ISymbol> added = [];
        Stack<ISymbol> open = new(from);
        while (open.Count > 0)
        {
            ISymbol current = open.Pop();
            if (reached.Add(current))
            {
                added.Add(current);
                foreach (ISymbol callee in getCalls(current))
                {
                    open.Push(callee);
                }
            }
        }

        return added;
    }
}
