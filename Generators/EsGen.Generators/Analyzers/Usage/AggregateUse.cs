using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Usage;

/// <summary>What a method does with an aggregate that it has in a variable, or at hand without one.</summary>
internal enum AggregateUse
{
    /// <summary>Nothing that matters: it is compared, or its state is read.</summary>
    Read,

    /// <summary>Something happens to it.</summary>
    Command,

    /// <summary>Somebody else gets it, and may save it; or its pending events are looked at, which are all that a test needs.</summary>
    HandedOn,
}

/// <summary>Tells what an expression that is an aggregate is used for.</summary>
internal sealed class AggregateUses(INamedTypeSymbol aggregate, SemanticModel model, CancellationToken cancellationToken)
{
    private const int Depth = 4;

    public AggregateUse Of(ExpressionSyntax instance)
    {
        ExpressionSyntax outer = instance;
        while (outer.Parent is ParenthesizedExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            outer = (ExpressionSyntax)outer.Parent;
        }

        return outer.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == outer => OfMember(access, access.Name),
            ConditionalAccessExpressionSyntax conditional when conditional.Expression == outer =>
                conditional.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } binding
                    ? OfMember(binding, binding.Name)
                    : AggregateUse.HandedOn,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } =>
                AggregateUse.Read,
            IsPatternExpressionSyntax pattern
                when !pattern.Pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().Any() => AggregateUse.Read,
            _ => AggregateUse.HandedOn,
        };
    }

    private AggregateUse OfMember(
        ExpressionSyntax access,
        SimpleNameSyntax name) => model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            IPropertySymbol { Name: "PendingEvents" } => AggregateUse.HandedOn,
            IPropertySymbol property => IsWritten(access) && EventMember.IsAnnotated(property) ? AggregateUse.Command : AggregateUse.Read,
            IFieldSymbol => AggregateUse.Read,
            IMethodSymbol { IsExtensionMethod: false } method
                when access.Parent is InvocationExpressionSyntax => ReturnsItself(method) || HandsItselfOn(method, Depth)
                    ? AggregateUse.HandedOn
                : IsCommand(method, Depth) ? AggregateUse.Command
                : AggregateUse.Read,
            _ => AggregateUse.HandedOn,
        };

    private bool ReturnsItself(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ReturnType, aggregate);

    /// <summary>Whether a method, or one of the class that it calls, gives <c>this</c> to somebody.</summary>
    private bool HandsItselfOn(IMethodSymbol method, int depth) =>
        depth > 0
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, aggregate)
        && GetNodes(method).Any(node => node switch
        {
            ThisExpressionSyntax { Parent: not MemberAccessExpressionSyntax } => true,
            SimpleNameSyntax name =>
                aggregate.GetMembers(name.Identifier.ValueText).OfType<IMethodSymbol>().Any(called => HandsItselfOn(called, depth - 1)),
            _ => false,
        });

    private IEnumerable<SyntaxNode> GetNodes(IMethodSymbol method) =>
        UserCode.GetDeclarations(method, cancellationToken)
            .OfType<MemberDeclarationSyntax>()
            .SelectMany(static declaration => declaration.DescendantNodes());

    private static bool IsWritten(ExpressionSyntax access) => access.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == access,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } =>
            true,
        ConditionalAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } conditional => assignment.Left == conditional,
        _ => false,
    };

    /// <summary>
    /// Whether a method makes an event, itself or by those of the class that it calls. Of another assembly, one that returns nothing does.
    /// </summary>
    private bool IsCommand(IMethodSymbol method, int depth)
    {
        if (EventMember.IsAnnotated(method))
        {
            return true;
        }

        if (!SymbolEqualityComparer.Default.Equals(method.ContainingType, aggregate))
        {
            return false;
        }

        return UserCode.GetDeclarations(method, cancellationToken).OfType<MemberDeclarationSyntax>().Any()
            ? depth > 0 && GetNodes(method).OfType<SimpleNameSyntax>().Any(name => Happens(name, depth))
            : method.ReturnsVoid;
    }

    private bool Happens(SimpleNameSyntax name, int depth) =>
        (name.Parent is InvocationExpressionSyntax && name.Identifier.ValueText == "Raise")
        || aggregate.GetMembers(name.Identifier.ValueText).Any(member => member switch
        {
            IMethodSymbol called => IsCommand(called, depth - 1),
            IPropertySymbol property => IsWritten(name) && EventMember.IsAnnotated(property),
            _ => false,
        });
}
