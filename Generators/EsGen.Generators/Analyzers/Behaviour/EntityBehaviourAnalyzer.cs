using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Reports code of an entity that would lose history or replay differently: state written without an event (ESG020), a mutator arm that is
/// not deterministic (ESG021), raises an event (ESG022) or throws (ESG023) or reads what no event sets (ESG076), and a hook that is called
/// by hand (ESG024).
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
        DiagnosticDescriptors.ArmReadsUnrecorded,
        DiagnosticDescriptors.UnseenCode,
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

            HelperCode helpers = HelperCode.Of(start.Compilation, start.Options);
            start.RegisterSymbolAction(symbol => Analyze(symbol, helpers), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, HelperCode helpers)
    {
        INamedTypeSymbol entity = (INamedTypeSymbol)context.Symbol;
        if (!EventSourcedType.CanDeclare(entity) || EventSourcedType.GetAttribute(entity) is null)
        {
            return;
        }

        EntityCode code = new(entity, helpers, context.CancellationToken);
        ReachedCode reached = new(entity, code, helpers, context.CancellationToken);
        foreach (ISymbol member in code.Members)
        {
            MemberFacts facts = code.GetCommandFacts(member);
            bool isInitializer = member is IFieldSymbol or IPropertySymbol;
            bool isInArm = reached.InArms.Contains(member);
            if (!isInitializer && reached.InCommands.Contains(member) && !EntityHooks.IsArm(member) && !IsReportedAsDeclaration(member))
            {
                ReportWrites(context, facts, helpers, isInArm);
            }

            if (isInArm || reached.InInitializers.Contains(member))
            {
                ReportArm(context, facts, !isInArm || isInitializer);
            }

            ReportHookCalls(context, facts, isInArm);
        }

        ReportHelpers(context, reached.Helpers, helpers);
        if (EventSourcedType.GetSnapshotAttribute(entity) is not null)
        {
            ReportUnseenCode(context, entity, helpers);
        }
    }

    private static void ReportUnseenCode(SymbolAnalysisContext context, INamedTypeSymbol entity, HelperCode helpers)
    {
        foreach ((Location location, ISymbol member) in new UnseenCode(entity, helpers).Find(context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnseenCode, location, ShortName.Of(member), entity.Name));
        }
    }

    /// <summary>
    /// Reports what the code of other classes does that an arm reaches: once for each entity, whichever of its arms comes by first.
    /// </summary>
    private static void ReportHelpers(
        SymbolAnalysisContext context,
        IEnumerable<(ISymbol Member, ISymbol Start)> reached,
        HelperCode helpers)
    {
        foreach ((ISymbol helper, ISymbol start) in reached)
        {
            MemberFacts facts = helpers.GetFacts(helper, context.CancellationToken);
            foreach ((Location location, string name, string reason) in facts.Nondeterminism)
            {
                ISymbol property = (helper as IMethodSymbol)?.AssociatedSymbol ?? helper;
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.NondeterministicArm,
                    location,
                    name,
                    $"'{ShortName.Of(property)}', which {Describe(start)} reaches",
                    reason));
            }

            foreach ((Location location, string name) in facts.RaisedEvents)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ArmRaisesEvent, location, name));
            }
        }
    }

    private static string Describe(ISymbol start) => start switch
    {
        IMethodSymbol { AssociatedSymbol: { Name: var property } } => $"the setter of '{property}'",
        IMethodSymbol => $"the mutator arm '{start.Name}'",
        _ => $"the initializer of '{start.Name}'",
    };

    private static void ReportWrites(SymbolAnalysisContext context, MemberFacts facts, HelperCode helpers, bool isInArm)
    {
        IEnumerable<(Location, ISymbol)> calls = facts.StateCalls
            .Where(call => call.State is not IParameterSymbol && helpers.Changes(call.Method, call.Parameter, context.CancellationToken))
            .Select(static call => (call.Location, call.State));
        foreach ((Location location, ISymbol state) in facts.StateWrites.Where(static write => write.State is not IParameterSymbol)
            .Concat(calls)
            .Distinct())
        {
            // An arm must not raise an event, so there is none to propose where one comes by.
            string? eventName = isInArm ? null : CSharpName.ToPascalCase(state.Name.TrimStart('_')) + "Changed";
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnrecordedState,
                location,
                Proposals.Of(Proposals.EventName, eventName),
                state.Name));
        }
    }

    private static void ReportHookCalls(SymbolAnalysisContext context, MemberFacts facts, bool isInArm)
    {
        foreach ((Location location, IMethodSymbol hook) in facts.HookCalls)
        {
            string? command = isInArm || !EntityHooks.IsArm(hook) ? null : HookMethod.FindMember(hook) switch
            {
                INamedTypeSymbol => "Raise",
                IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: var name } => name,
                IPropertySymbol { Name: var name } => name,
                _ => null,
            };
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.HookCalledByHand,
                location,
                Proposals.Of(Proposals.Command, command),
                hook.Name));
        }
    }

    private static void ReportArm(SymbolAnalysisContext context, MemberFacts facts, bool isInitializer)
    {
        foreach ((Location location, string name, string reason) in facts.Nondeterminism)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.NondeterministicArm,
                location,
                name,
                isInitializer ? "an initializer" : "a mutator arm",
                reason));
        }

        foreach ((Location location, string name) in facts.RaisedEvents)
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ArmRaisesEvent, location, name));
        }

        if (!isInitializer)
        {
            foreach ((Location location, ISymbol member) in facts.UnrecordedReads)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ArmReadsUnrecorded, location, member.Name));
            }

            foreach (Location location in facts.Throws)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ArmThrows, location));
            }
        }
    }

    /// <summary>Whether the member is a constructor or an event with a body, which is wrong by itself (ESG005, ESG011).</summary>
    private static bool IsReportedAsDeclaration(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        || EventMember.IsAnnotated(member)
        || (member is IMethodSymbol { AssociatedSymbol: { } property } && EventMember.IsAnnotated(property));
}
