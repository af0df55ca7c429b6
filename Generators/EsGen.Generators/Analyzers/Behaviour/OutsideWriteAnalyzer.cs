using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EsGen.Generators.Analyzers.Behaviour;

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

            StateTypes types = new(start.Compilation);
            HelperCode helpers = HelperCode.Of(start.Compilation, start.Options);
            start.RegisterSyntaxNodeAction(
                node => Analyze(node, GetTargets(((AssignmentExpressionSyntax)node.Node).Left), types, helpers),
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
                node => Analyze(node, [((PrefixUnaryExpressionSyntax)node.Node).Operand], types, helpers),
                SyntaxKind.PreIncrementExpression,
                SyntaxKind.PreDecrementExpression);
            start.RegisterSyntaxNodeAction(
                node => Analyze(node, [((PostfixUnaryExpressionSyntax)node.Node).Operand], types, helpers),
                SyntaxKind.PostIncrementExpression,
                SyntaxKind.PostDecrementExpression);
            start.RegisterSyntaxNodeAction(
                node =>
                {
                    ArgumentSyntax argument = (ArgumentSyntax)node.Node;
                    if (argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword))
                    {
                        Analyze(node, [argument.Expression], types, helpers);
                    }
                },
                SyntaxKind.Argument);
            start.RegisterSyntaxNodeAction(node => AnalyzeCall(node, types, helpers), SyntaxKind.InvocationExpression);
        });
    }

    private static void Analyze(
        SyntaxNodeAnalysisContext context,
        IEnumerable<ExpressionSyntax> targets,
        StateTypes types,
        HelperCode helpers)
    {
        if (!targets.Any(MayBeOutside) || context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is not { } write)
        {
            return;
        }

        foreach (IOperation target in GetTargets(write))
        {
            if (target is IMemberReferenceOperation { Member: { IsStatic: false, ContainingType: { } type } }
                && (EntityState.IsEntity(type) || types.Includes(type)))
            {
                Report(context, new StateTrace(GetWhole(write), type: null, helpers).FindWritten(target));
            }
        }
    }

    /// <summary>Reports a method that changes what hangs on the state that it is called on.</summary>
    private static void AnalyzeCall(SyntaxNodeAnalysisContext context, StateTypes types, HelperCode helpers)
    {
        InvocationExpressionSyntax syntax = (InvocationExpressionSyntax)context.Node;
        SimpleNameSyntax? name = syntax.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
        if (name is not null
            && types.MayHaveMethod(name.Identifier.ValueText)
            && context.SemanticModel.GetSymbolInfo(
                syntax,
                context.CancellationToken).Symbol is IMethodSymbol { IsStatic: false, ContainingType: not null } method
            && types.IncludesMethod(method)
            && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is IInvocationOperation { Instance: { } instance } call
            && helpers.Changes(CallGraph.Normalize(method), parameter: null, context.CancellationToken))
        {
            Report(context, new StateTrace(GetWhole(call), type: null, helpers).FindChanged(instance));
        }
    }

    /// <summary>
    /// Reports a change of an entity's state; what the entity's own code changes is reported with what that is reached by.
    /// </summary>
    private static void Report(SyntaxNodeAnalysisContext context, ISymbol? state)
    {
        if (state is not (null or IParameterSymbol)
            && !SymbolEqualityComparer.Default.Equals(context.ContainingSymbol?.ContainingType, state.ContainingType))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnrecordedState, context.Node.GetLocation(), state.Name));
        }
    }

    private static IOperation GetWhole(IOperation part)
    {
        IOperation whole = part;
        while (whole.Parent is { } parent)
        {
            whole = parent;
        }

        return whole;
    }

    /// <summary>Whether a target may be a member of another class: its own and a method's locals are the most that code assigns.</summary>
    private static bool MayBeOutside(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } =>
            target.Parent?.Parent is InitializerExpressionSyntax
                || target.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { BaseList: null },
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

    private static IEnumerable<IOperation> GetElements(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(GetElements) : [target];
}
