using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What the code of one member of an entity does, as far as the rules of behaviour ask.</summary>
/// <param name="member">The method, accessor or initialized field or property.</param>
internal sealed class MemberFacts(ISymbol member)
{
    public ISymbol Member { get; } = member;

    /// <summary>The members of the same entity that it calls or hands on.</summary>
    public HashSet<ISymbol> Calls { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The code of other classes in the compilation that it calls, and their fields and properties whose initializers it runs.
    /// </summary>
    public HashSet<ISymbol> Helpers { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// What it changes: state of its class, what its parameters refer to, or, of a class that is no entity, what hangs on its instances.
    /// </summary>
    public List<(Location Location, ISymbol State)> StateWrites { get; } = [];

    /// <summary>
    /// The methods that it calls on such, or with it, and that may change it: by which parameter they get it, or null for their instance.
    /// </summary>
    public List<(Location Location, IMethodSymbol Method, IParameterSymbol? Parameter, ISymbol State)> StateCalls { get; } = [];

    /// <summary>What comes out differently on the next replay, and why.</summary>
    public List<(Location Location, string Name, string Reason)> Nondeterminism { get; } = [];

    /// <summary>The members of its entity that it reads, and that are marked as no part of the history.</summary>
    public List<(Location Location, ISymbol Member)> UnrecordedReads { get; } = [];

    public List<(Location Location, string Name)> RaisedEvents { get; } = [];

    public List<Location> Throws { get; } = [];

    public List<(Location Location, IMethodSymbol Hook)> HookCalls { get; } = [];
}
