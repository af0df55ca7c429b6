using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators;

/// <summary>
/// Reports code of an entity that would lose history or replay differently: state written without an event (ESG020), a mutator arm that is
/// not deterministic (ESG021), raises an event (ESG022) or throws (ESG023), and a hook that is called by hand (ESG024).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EntityBehaviourAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.UnrecordedState,
        DiagnosticDescriptors.NondeterministicArm,
        DiagnosticDescriptors.ArmRaisesEvent,
        DiagnosticDescriptors.ArmThrows,
        DiagnosticDescriptors.HookCalledByHand,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Entity) is null)
            {
                return;
            }

            // Looked up for the first entity, so that a compilation without one costs nothing.
            Lazy<BannedMembers> banned = new(() => BannedMembers.Create(start.Compilation, start.Options, start.CancellationToken));
            start.RegisterSymbolAction(symbol => Analyze(symbol, banned), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<BannedMembers> banned)
    {
        INamedTypeSymbol entity = (INamedTypeSymbol)context.Symbol;
        if (!EntityParser.IsDeclaredType(entity) || EntityParser.GetEntityAttribute(entity) is null)
        {
            return;
        }

        Dictionary<ISymbol, MemberFacts> members = EntityCode.Collect(entity, context.Compilation, banned.Value, context.CancellationToken);
        CallGraph graph = new(members);
        HashSet<ISymbol> arms = graph.GetReachable(members.Keys.Where(EntityHooks.IsArm));

        // Whatever isn't private can be called from outside, and what such a member reaches is reached without an event.
        HashSet<ISymbol> commands = graph.GetReachable(members.Keys.Where(member => !EntityHooks.IsArm(member) && (IsVisible(member) || !arms.Contains(member))));

        foreach (MemberFacts facts in members.Values)
        {
            bool isInitializer = facts.Member is IFieldSymbol or IPropertySymbol;
            bool isInArm = arms.Contains(facts.Member);
            if (!isInitializer && commands.Contains(facts.Member) && !EntityHooks.IsArm(facts.Member) && !IsReportedAsDeclaration(facts.Member))
            {
                ReportWrites(context, facts, isInArm);
            }

            if (isInArm || (isInitializer && !facts.Member.IsStatic && EntityState.IsRecorded(facts.Member)))
            {
                ReportArm(context, facts, isInitializer);
            }

            ReportHookCalls(context, facts, isInArm);
        }
    }

    private static void ReportWrites(SymbolAnalysisContext context, MemberFacts facts, bool isInArm)
    {
        foreach ((Location location, ISymbol state) in facts.StateWrites)
        {
            // An arm must not raise an event, so there is none to propose where one comes by.
            string? eventName = isInArm ? null : CSharpName.ToPascalCase(state.Name.TrimStart('_')) + "Changed";
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnrecordedState, location, Proposals.Of(Proposals.EventName, eventName), state.Name));
        }
    }

    private static void ReportHookCalls(SymbolAnalysisContext context, MemberFacts facts, bool isInArm)
    {
        foreach ((Location location, IMethodSymbol hook) in facts.HookCalls)
        {
            string? command = isInArm || !EntityHooks.IsArm(hook) ? null : EntityParser.FindEventMember(hook) switch
            {
                INamedTypeSymbol => "Raise",
                IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: var name } => name,
                IPropertySymbol { Name: var name } => name,
                _ => null,
            };
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.HookCalledByHand, location, Proposals.Of(Proposals.Command, command), hook.Name));
        }
    }

    private static void ReportArm(SymbolAnalysisContext context, MemberFacts facts, bool isInitializer)
    {
        foreach ((Location location, string name, string reason) in facts.Nondeterminism)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NondeterministicArm, location, name, isInitializer ? "an initializer" : "a mutator arm", reason));
        }

        foreach ((Location location, string name) in facts.RaisedEvents)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ArmRaisesEvent, location, name));
        }

        if (!isInitializer)
        {
            foreach (Location location in facts.Throws)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ArmThrows, location));
            }
        }
    }

    /// <summary>Whether the member is a constructor or an event with a body, which is wrong by itself (ESG005, ESG011).</summary>
    private static bool IsReportedAsDeclaration(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        || EntityParser.IsAnnotated(member)
        || (member is IMethodSymbol { AssociatedSymbol: { } property } && EntityParser.IsAnnotated(property));

    private static bool IsVisible(ISymbol member) =>
        member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable)
        || member is IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false }
        || EntityParser.IsAnnotated(member);
}
