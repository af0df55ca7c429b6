using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>
/// Reports what would make other documents the next time they are made: what isn't deterministic (ESG061), an <c>On</c> that is called by
/// hand (ESG062), two models whose documents have one name (ESG066), and code whose changes the fingerprint doesn't see (ESG067).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadModelBehaviourAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DiagnosticDescriptors.NondeterministicHandler,
        DiagnosticDescriptors.HandlerCalledByHand,
        DiagnosticDescriptors.DuplicateReadModelName,
        DiagnosticDescriptors.CodeOutOfSight,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.ReadModel) is null)
            {
                return;
            }

            HelperCode helpers = HelperCode.Of(start.Compilation, start.Options);
            Lazy<ILookup<string, INamedTypeSymbol>> names = new(() => CompilationTypes.FindByName(start.Compilation, GetNames));
            start.RegisterSymbolAction(symbol => Analyze(symbol, helpers, names), SymbolKind.NamedType);
            start.RegisterOperationAction(ReportCall, OperationKind.Invocation, OperationKind.MethodReference);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, HelperCode helpers, Lazy<ILookup<string, INamedTypeSymbol>> names)
    {
        INamedTypeSymbol model = (INamedTypeSymbol)context.Symbol;
        if (ReadModelParser.GetAttribute(model) is not { } attribute)
        {
            return;
        }

        foreach (string name in GetNames(model).Distinct())
        {
            if (names.Value[name].FirstOrDefault() is { } first && !SymbolEqualityComparer.Default.Equals(first, model))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.DuplicateReadModelName, UserCode.FindLocation(model), model.Name, first.ToDisplayString(), name));
            }
        }

        bool saysVersion = attribute.NamedArguments.Any(static argument => argument.Key == "Version");
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        foreach (ISymbol start in GetStarts(model))
        {
            ReportReached(context, model, start, seen, helpers, saysVersion);
        }
    }

    private static IEnumerable<string> GetNames(INamedTypeSymbol type) =>
        ReadModelParser.GetAttribute(type) is { } attribute ? ReadModelParser.GetNames(type, attribute) : [];

    /// <summary>What runs when documents are made.</summary>
    private static IEnumerable<ISymbol> GetStarts(INamedTypeSymbol model) => model.GetMembers().Where(static member => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } => IsHandler(member) || member is { Name: "KeyOf", IsStatic: true },
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true } => true,
        IFieldSymbol { IsStatic: false, AssociatedSymbol: null } or IPropertySymbol { IsStatic: false } => true,
        _ => false,
    });

    private static bool IsHandler(ISymbol member) => member is { Name: "On", IsStatic: false };

    private static void ReportReached(
        SymbolAnalysisContext context, INamedTypeSymbol model, ISymbol start, HashSet<ISymbol> seen, HelperCode helpers, bool saysVersion)
    {
        foreach (ISymbol member in CallGraph.AddReachable([start], GetCalls, seen))
        {
            MemberFacts facts = helpers.GetFacts(member, context.CancellationToken);
            bool isOwn = SymbolEqualityComparer.Default.Equals(member.ContainingType, model);
            string where = isOwn
                ? start is IMethodSymbol { MethodKind: MethodKind.Ordinary } ? $"'{start.Name}' of a read model" : "what makes a document"
                : $"'{ShortName.Of((member as IMethodSymbol)?.AssociatedSymbol ?? member)}', which '{start.Name}' of the read model "
                    + $"'{model.Name}' reaches";
            foreach ((Location location, string name, string reason) in facts.Nondeterminism)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.NondeterministicHandler, location, name, where, reason));
            }
        }

        IEnumerable<ISymbol> GetCalls(ISymbol member)
        {
            MemberFacts facts = helpers.GetFacts(member, context.CancellationToken);
            if (!saysVersion && UnseenCode.IsIn(member, model))
            {
                foreach (ISymbol outside in facts.Helpers.Where(callee =>
                    callee is IMethodSymbol { IsImplicitlyDeclared: false } && !UnseenCode.IsIn(callee, model) && !IsOfEvent(callee)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.CodeOutOfSight,
                        UserCode.FindLocation(member) ?? UserCode.FindLocation(model),
                        ShortName.Of((outside as IMethodSymbol)?.AssociatedSymbol ?? outside),
                        model.Name));
                }
            }

            return facts.Calls.Concat(facts.Helpers);
        }
    }

    /// <summary>Whether a member is one of an event's or of an entity's, whose shapes the fingerprint has.</summary>
    private static bool IsOfEvent(ISymbol member) =>
        member.ContainingType is { } type && (EventMember.IsAnnotated(type) || EventSourcedType.GetAttribute(type) is not null);

    private static void ReportCall(OperationAnalysisContext context)
    {
        IMethodSymbol method = context.Operation is IInvocationOperation call
            ? call.TargetMethod
            : ((IMethodReferenceOperation)context.Operation).Method;
        if (IsHandler(method)
            && method.Parameters.Length is >= 1 and <= 3
            && (ReadModelParser.GetAttribute(method.ContainingType) ?? PolicyParser.GetAttribute(method.ContainingType)) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.HandlerCalledByHand,
                context.Operation.Syntax.GetLocation(),
                method.Name));
        }
    }
}
