using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// The statements at the start of a command that refuse it, <c>if (…) throw …;</c> and <c>….ThrowIf…(…);</c>. They belong into the event's
/// guard: in its <c>When…</c> they would throw again at each reading of what was stored.
/// </summary>
internal static class GuardClauses
{
    /// <summary>Counts them.</summary>
    public static int Count(BlockSyntax body)
    {
        StatementSyntax[] statements = [.. body.Statements];
        int count = statements.TakeWhile(IsGuard).Count();

        // What a check finds out and what comes later needs is not the guard's alone.
        while (count > 0 && DeclaresWhatIsUsedIn(statements.Take(count), statements.Skip(count)))
        {
            count--;
        }

        return count;
    }

    /// <summary>
    /// Whether something may refuse or leave early, so that somebody has to look at what becomes of it in a <c>When…</c>.
    /// </summary>
    public static bool MayRefuse(IEnumerable<SyntaxNode> rest) => rest.SelectMany(static part =>
        part.DescendantNodesAndSelf()).Any(static node =>
        node is ThrowStatementSyntax or ThrowExpressionSyntax or ReturnStatementSyntax
        || (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            && IsThrowHelper(access.Name.Identifier.ValueText)));

    private static bool IsGuard(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Else: null } check => IsThrow(check.Statement) && !Changes(check),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } =>
            IsThrowHelper(access.Name.Identifier.ValueText) && !Changes(statement),
        _ => false,
    };

    private static bool IsThrow(StatementSyntax statement) =>
        statement is ThrowStatementSyntax or BlockSyntax { Statements: [ThrowStatementSyntax] };

    private static bool IsThrowHelper(string name) => name.StartsWith("ThrowIf", StringComparison.Ordinal);

    private static bool Changes(StatementSyntax statement) => statement.DescendantNodes().Any(static node =>
        node is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax }
        || node is PostfixUnaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression
        }
        || node is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
        || (node is ArgumentSyntax argument && argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword)));

    private static bool DeclaresWhatIsUsedIn(IEnumerable<StatementSyntax> guards, IEnumerable<StatementSyntax> rest)
    {
        HashSet<string> declared =
            [.. guards.SelectMany(static guard => guard.DescendantNodes())
                .OfType<SingleVariableDesignationSyntax>()
                .Select(static variable => variable.Identifier.ValueText)];
        return declared.Count > 0
            && rest.SelectMany(static statement => statement.DescendantNodes())
                .OfType<IdentifierNameSyntax>()
                .Any(name => declared.Contains(name.Identifier.ValueText));
    }
}
