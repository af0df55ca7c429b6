using System.Collections.Concurrent;
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
            start.RegisterSymbolStartAction(symbol => Start(symbol, banned), SymbolKind.NamedType);
        });
    }

    private static void Start(SymbolStartAnalysisContext context, Lazy<BannedMembers> banned)
    {
        INamedTypeSymbol entity = (INamedTypeSymbol)context.Symbol;
        if (EntityParser.GetEntityAttribute(entity) is null)
        {
            return;
        }

        ConcurrentDictionary<ISymbol, MemberFacts> members = new(SymbolEqualityComparer.Default);
        context.RegisterOperationBlockAction(block =>
        {
            // Nested types have state of their own.
            if (!SymbolEqualityComparer.Default.Equals(block.OwningSymbol.ContainingType, entity))
            {
                return;
            }

            ISymbol member = block.OwningSymbol is IMethodSymbol method ? CallGraph.Normalize(method) : block.OwningSymbol;
            MemberFacts facts = members.GetOrAdd(member, static symbol => new MemberFacts(symbol));
            lock (facts)
            {
                MemberFactsCollector collector = new(facts, entity, banned.Value);
                foreach (IOperation operation in block.OperationBlocks)
                {
                    collector.Visit(operation);
                }
            }
        });
        context.RegisterSymbolEndAction(end => Report(end, members));
    }

    private static void Report(SymbolAnalysisContext context, ConcurrentDictionary<ISymbol, MemberFacts> members)
    {
        CallGraph graph = new(members);
        HashSet<ISymbol> arms = graph.GetReachable(members.Keys.Where(EntityHooks.IsArm));

        // Whatever isn't private can be called from outside, and what such a member reaches is reached without an event.
        HashSet<ISymbol> commands = graph.GetReachable(members.Keys.Where(member => !EntityHooks.IsArm(member) && (IsVisible(member) || !arms.Contains(member))));

        foreach (MemberFacts facts in members.Values)
        {
            bool isInitializer = facts.Member is IFieldSymbol or IPropertySymbol;
            if (!isInitializer && commands.Contains(facts.Member) && !EntityHooks.IsArm(facts.Member))
            {
                foreach ((Location location, ISymbol state) in facts.StateWrites)
                {
                    context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnrecordedState, location, state.Name));
                }
            }

            if (arms.Contains(facts.Member) || (isInitializer && !facts.Member.IsStatic))
            {
                ReportArm(context, facts, isInitializer);
            }

            foreach ((Location location, IMethodSymbol hook) in facts.HookCalls)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.HookCalledByHand, location, hook.Name));
            }
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

    private static bool IsVisible(ISymbol member) =>
        member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable)
        || member is IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false }
        || EntityParser.IsAnnotated(member);
}
