using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Usage;

/// <summary>An expression that gives an aggregate which nobody else has: what becomes of it is up to the method that it is in.</summary>
/// <param name="Aggregate">Its class.</param>
/// <param name="Repository">The repository that it comes from; null if it was made with <c>new</c>.</param>
/// <param name="IsNew">Whether it has an event already that isn't stored.</param>
internal sealed record AggregateOrigin(INamedTypeSymbol Aggregate, ExpressionSyntax? Repository, bool IsNew)
{
    private const string RepositoryName = "EventSourcedRepository";

    /// <summary>Whether an expression can be one, as far as syntax tells; to bind all others would cost too much.</summary>
    public static bool MayBe(ExpressionSyntax expression) => Unwrap(expression) switch
    {
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Create" or "Get" or "GetAsync" or "TryGetAsync"
            }
        } => true,
        ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } => true,
        BaseObjectCreationExpressionSyntax => true,
        _ => false,
    };

    /// <summary>What an expression is; null if it is something else.</summary>
    public static AggregateOrigin? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        ExpressionSyntax inner = Unwrap(expression);
        switch (inner, model.GetSymbolInfo(inner, cancellationToken).Symbol)
        {
            case (BaseObjectCreationExpressionSyntax, IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: { } type }):
                return IsAggregate(type) ? new AggregateOrigin(type, Repository: null, IsNew: true) : null;
            case (InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call, IMethodSymbol method):
                // The past of an aggregate is read-only, and says so.
                bool isPast = method.Name == "Get" && call.ArgumentList.Arguments.Count != 1;
                return !isPast && FindAggregate(method, access.Expression, model, cancellationToken) is { } found
                    ? new AggregateOrigin(found, access.Expression, IsNew: method.Name == "Create")
                    : null;
            case (ElementAccessExpressionSyntax element, IPropertySymbol { IsIndexer: true } indexer):
                return GetEntity(indexer.ContainingType) is { } loaded && IsAggregate(loaded)
                    ? new AggregateOrigin(loaded, element.Expression, IsNew: false)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>What <c>TryGet</c> gives by its <c>out</c> parameter.</summary>
    public static AggregateOrigin? OfOut(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellationToken) =>
        argument.Parent?.Parent
            is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGet" } access } call
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && FindAggregate(method, access.Expression, model, cancellationToken) is { } found
            ? new AggregateOrigin(found, access.Expression, IsNew: false)
            : null;

    /// <summary>The repository that an expression asks; null if it asks none.</summary>
    public static ExpressionSyntax? GetReceiver(ExpressionSyntax expression) => Unwrap(expression) switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        _ => null,
    };

    public static bool IsAggregate(INamedTypeSymbol type) =>
        EventSourcedType.GetAttribute(type)?.AttributeClass?.Name == "AggregateAttribute";

    private static INamedTypeSymbol? FindAggregate(
        IMethodSymbol method,
        ExpressionSyntax receiver,
        SemanticModel model,
        CancellationToken cancellationToken) =>
        model.GetTypeInfo(receiver, cancellationToken).Type is INamedTypeSymbol repository
        && GetEntity(repository) is { } entity
        && IsAggregate(entity)
        && (method.IsExtensionMethod || SymbolEqualityComparer.Default.Equals(method.ContainingType, repository))
            ? entity
            : null;

    private static INamedTypeSymbol? GetEntity(INamedTypeSymbol? repository) =>
        repository is
        {
            Name: RepositoryName,
            ContainingNamespace: { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true },
            TypeArguments: [INamedTypeSymbol entity]
        } ? entity : null;

    /// <summary>An expression without what changes nothing of which instance it gives.</summary>
    private static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Unwrap(parenthesized.Expression),
        AwaitExpressionSyntax awaited => Unwrap(awaited.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed =>
            Unwrap(suppressed.Operand),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "ConfigureAwait",
                Expression: var configured
            }
        } => Unwrap(configured),
        _ => expression,
    };
}
