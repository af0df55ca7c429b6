using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>What runs when events are applied to an entity, and what runs when it gets a command.</summary>
internal sealed class ReachedCode
{
    private readonly INamedTypeSymbol _entity;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Func<ISymbol, IEnumerable<ISymbol>> _getCalls;

    /// <param name="entity">The class.</param>
    /// <param name="code">Its code.</param>
    /// <param name="helpers">The code of the whole compilation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ReachedCode(INamedTypeSymbol entity, EntityCode code, HelperCode helpers, CancellationToken cancellationToken)
    {
        _entity = entity;
        _getCalls = member =>
        {
            MemberFacts facts = EntityState.IsMemberOf(member, entity)
                ? code.GetArmFacts(member)
                : helpers.GetFacts(member, cancellationToken);
            return facts.Calls.Concat(facts.Helpers);
        };
        foreach (ISymbol arm in code.Members.Where(EntityHooks.IsArm).Concat(AutomaticArms.FindSetters(entity, code.Members, helpers)))
        {
            Follow(arm, InArms);
        }

        // An initializer runs on replay as an arm does, and lambdas in it can be called by anybody.
        foreach (ISymbol initialized in code.Members.Where(static member =>
            member is IFieldSymbol or IPropertySymbol && !member.IsStatic && EntityState.IsRecorded(member)))
        {
            Follow(initialized, InInitializers);
        }

        // Whatever isn't private can be called from outside, and what such a member reaches is reached without an event.
        InCommands = CallGraph.GetReachable(
            code.Members.Where(member => !EntityHooks.IsArm(member) && (IsVisible(member) || !InArms.Contains(member))),
            member => code.GetCommandFacts(member).Calls);
    }

    /// <summary>The entity's members that an arm reaches, arms included.</summary>
    public HashSet<ISymbol> InArms { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Those that only initializers reach, and what is initialized.</summary>
    public HashSet<ISymbol> InInitializers { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Those that are reached without an event.</summary>
    public HashSet<ISymbol> InCommands { get; }

    /// <summary>The members of other classes that arms and initializers reach, each with the first of these.</summary>
    public List<(ISymbol Member, ISymbol Start)> Helpers { get; } = [];

    private void Follow(ISymbol start, HashSet<ISymbol> own)
    {
        foreach (ISymbol member in CallGraph.AddReachable([start], _getCalls, _seen))
        {
            if (EntityState.IsMemberOf(member, _entity))
            {
                own.Add(member);
            }
            else
            {
                Helpers.Add((member, start));
            }
        }
    }

    private static bool IsVisible(ISymbol member) =>
        member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable)
        || member is IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false }
        || EventMember.IsAnnotated(member);
}
