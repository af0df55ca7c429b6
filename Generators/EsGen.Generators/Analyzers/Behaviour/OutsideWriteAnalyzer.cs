using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators;

/// <summary>Reports an entity's state that is written from outside of its class, where there can be no event (ESG020).</summary>
/// <remarks>Syntax and not operations: with a single action for those, the compiler makes the operations of all code there is.</remarks>
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
            if (start.Compilation.GetTypesByMetadataName(AttributeNames.Entity).IsEmpty)
            {
                return;
            }

            start.RegisterSyntaxNodeAction(
                static node => Analyze(node, GetTargets(((AssignmentExpressionSyntax)node.Node).Left)),
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxKind.AddAssignmentExpression,
                SyntaxKind.SubtractAssignmentExpression,
                SyntaxKind.MultiplyAssignmentExpression,
                SyntaxKind.DivideAssignmentExpression,
                SyntaxKind.ModuloAssignmentExpression,
                SyntaxKind.AndAssignmentExpression,
                SyntaxKind.ExclusiveOrAssignmentExpression,
                SyntaxKind.OrAssignmentExpression,
                SyntaxKind.LeftShiftAssignmentExpression,
                SyntaxKind.RightShiftAssignmentExpression,
                SyntaxKind.UnsignedRightShiftAssignmentExpression,
                SyntaxKind.CoalesceAssignmentExpression);
            start.RegisterSyntaxNodeAction(
                static node => Analyze(node, [((PrefixUnaryExpressionSyntax)node.Node).Operand]),
                SyntaxKind.PreIncrementExpression,
                SyntaxKind.PreDecrementExpression);
            start.RegisterSyntaxNodeAction(
                static node => Analyze(node, [((PostfixUnaryExpressionSyntax)node.Node).Operand]),
                SyntaxKind.PostIncrementExpression,
                SyntaxKind.PostDecrementExpression);
            start.RegisterSyntaxNodeAction(
                static node =>
                {
                    ArgumentSyntax argument = (ArgumentSyntax)node.Node;
                    if (argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword))
                    {
                        Analyze(node, [argument.Expression]);
                    }
                },
                SyntaxKind.Argument);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, IEnumerable<ExpressionSyntax> targets)
    {
        if (!targets.Any(MayBeOutside) || context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is not { } write)
        {
            return;
        }

        foreach (IOperation target in GetTargets(write))
        {
            if (target is IMemberReferenceOperation { Member: { IsStatic: false, ContainingType: { } entity } }
                && !SymbolEqualityComparer.Default.Equals(context.ContainingSymbol?.ContainingType, entity)
                && EntityParser.GetEntityAttribute(entity) is not null
                && EntityState.GetWritten(target, entity) is { } state)
            {
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnrecordedState, context.Node.GetLocation(), state.Name));
            }
        }
    }

    /// <summary>Whether a target may be a member of another class: its own and a method's locals are the most that code assigns.</summary>
    private static bool MayBeOutside(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } =>
            target.Parent?.Parent is InitializerExpressionSyntax || target.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { BaseList: null },
        ParenthesizedExpressionSyntax { Expression: var inner } => MayBeOutside(inner),
        PostfixUnaryExpressionSyntax { Operand: var inner } => MayBeOutside(inner),
        MemberAccessExpressionSyntax or MemberBindingExpressionSyntax => true,
        _ => false,
    };

    private static IEnumerable<ExpressionSyntax> GetTargets(ExpressionSyntax target) =>
        target is TupleExpressionSyntax tuple ? tuple.Arguments.SelectMany(static argument => GetTargets(argument.Expression)) : [target];

    private static IEnumerable<IOperation> GetTargets(IOperation write) => write switch
    {
        IDeconstructionAssignmentOperation assignment => GetElements(assignment.Target),
        IAssignmentOperation assignment => [assignment.Target],
        IIncrementOrDecrementOperation increment => [increment.Target],
        IArgumentOperation argument => [argument.Value],
        _ => [],
    };

    private static IEnumerable<IOperation> GetElements(IOperation target) => target is ITupleOperation tuple ? tuple.Elements.SelectMany(GetElements) : [target];
}
