using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EsGen.Generators.Analyzers.Usage;

/// <summary>
/// Reports a call that stores something whose end nobody waits for (ESG081). In an async method the compiler says so itself (CS4014).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnawaitedSaveAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableHashSet<string> s_types = ["EventSourcedRepository", "EventSourcedApplication", "EventStore"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnawaitedSave];

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
                static node => Analyze(node, ((ExpressionStatementSyntax)node.Node).Expression),
                SyntaxKind.ExpressionStatement);
            start.RegisterSyntaxNodeAction(
                static node =>
                {
                    if (((ArrowExpressionClauseSyntax)node.Node) is { Expression: InvocationExpressionSyntax call }
                        && node.ContainingSymbol is IMethodSymbol { ReturnsVoid: true })
                    {
                        Analyze(node, call);
                    }
                },
                SyntaxKind.ArrowExpressionClause);
            start.RegisterSyntaxNodeAction(
                static node =>
                {
                    if (((LambdaExpressionSyntax)node.Node).ExpressionBody is InvocationExpressionSyntax call
                        && MayBe(call)
                        && node.SemanticModel.GetSymbolInfo(
                            node.Node,
                            node.CancellationToken).Symbol is IMethodSymbol { ReturnsVoid: true })
                    {
                        Analyze(node, call);
                    }
                },
                SyntaxKind.SimpleLambdaExpression,
                SyntaxKind.ParenthesizedLambdaExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, ExpressionSyntax expression)
    {
        if (MayBe(expression)
            && !UnsavedAggregateAnalyzer.IsAsync(expression)
            && context.SemanticModel.GetSymbolInfo(
                GetCall(expression),
                context.CancellationToken).Symbol is IMethodSymbol { ReturnType.Name: "ValueTask" or "Task" } method
            && Stores(method))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnawaitedSave, expression.GetLocation(), method.Name));
        }
    }

    private static bool MayBe(ExpressionSyntax expression) =>
        GetCall(expression) is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "SaveAsync" or "UpdateAsync" or "CreateAsync" or "TryCreateAsync" or "AppendAsync"
            }
        };

    // Who configures how to wait for something doesn't yet wait for it.
    private static ExpressionSyntax GetCall(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "ConfigureAwait",
                Expression: var configured
            }
        } ? configured : expression;

    private static bool Stores(IMethodSymbol method)
    {
        ITypeSymbol? type = method.IsExtensionMethod ? (method.ReducedFrom ?? method).Parameters[0].Type : method.ContainingType;
        return type is { ContainingNamespace: { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true } }
            && s_types.Contains(type.Name);
    }
}
