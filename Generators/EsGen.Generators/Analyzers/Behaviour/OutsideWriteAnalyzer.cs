using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators;

/// <summary>Reports an entity's state that is written from outside of its class, where there can be no event (ESG020).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutsideWriteAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnrecordedState];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeNames.Entity) is not null)
            {
                start.RegisterOperationAction(
                    Analyze,
                    OperationKind.SimpleAssignment,
                    OperationKind.CompoundAssignment,
                    OperationKind.CoalesceAssignment,
                    OperationKind.Increment,
                    OperationKind.Decrement,
                    OperationKind.DeconstructionAssignment,
                    OperationKind.Argument);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        foreach (IOperation target in GetTargets(context.Operation))
        {
            if (target is IMemberReferenceOperation { Member: { IsStatic: false, ContainingType: { } entity } }
                && !SymbolEqualityComparer.Default.Equals(context.ContainingSymbol.ContainingType, entity)
                && EntityParser.GetEntityAttribute(entity) is not null
                && EntityState.GetWritten(target, entity) is { } state)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnrecordedState, context.Operation.Syntax.GetLocation(), state.Name));
            }
        }
    }

    private static IEnumerable<IOperation> GetTargets(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation assignment => GetElements(assignment.Target),
        IAssignmentOperation assignment => [assignment.Target],
        IIncrementOrDecrementOperation increment => [increment.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => [argument.Value],
        _ => [],
    };

    private static IEnumerable<IOperation> GetElements(IOperation target) => target is ITupleOperation tuple ? tuple.Elements.SelectMany(GetElements) : [target];
}
