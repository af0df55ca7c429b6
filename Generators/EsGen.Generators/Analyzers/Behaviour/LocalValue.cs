using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Behaviour;

/// <summary>A value that a variable gets somewhere.</summary>
/// <param name="value">The value, or the collection that it is an element of.</param>
/// <param name="isElement">Whether it is an element.</param>
/// <param name="outParameter">The <c>out</c> parameter that gives the value, which is a call then; else null.</param>
internal sealed class LocalValue(IOperation value, bool isElement, IParameterSymbol? outParameter = null)
{
    public IOperation Value { get; } = value;

    public bool IsElement { get; } = isElement;

    public IParameterSymbol? OutParameter { get; } = outParameter;

    /// <summary>Whether it is given by a statement that always runs before a use: one of a block that the use is in, too.</summary>
    public bool IsCertainBefore(SyntaxNode use) =>
        Value.Syntax.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax or ExpressionStatementSyntax
        && Value.Syntax.FirstAncestorOrSelf<StatementSyntax>() is { } statement
        && statement.SpanStart < use.SpanStart
        && !statement.Span.Contains(use.Span)
        && IsWholeStatement(statement)
        && GetBlock(statement) is { } block
        && block.Span.Contains(use.Span);

    /// <summary>Whether a use may come after it: one that is before it in the text only does in a loop, or in another function.</summary>
    public bool MayReach(SyntaxNode use) =>
        Value.Syntax.SpanStart <= use.SpanStart
        || Value.Syntax.Ancestors()
            .Any(around => around is LambdaExpressionSyntax or LocalFunctionStatementSyntax && !around.Span.Contains(use.Span))
        || use.Ancestors().Any(around => IsRepeated(around) && (around.Span.Contains(Value.Syntax.Span) || IsFunction(around)));

    /// <summary>Whether nothing in a statement decides whether the value is given.</summary>
    private bool IsWholeStatement(StatementSyntax statement) => !Value.Syntax.Ancestors()
        .TakeWhile(around => around != statement)
        .Any(static around => around is ConditionalExpressionSyntax
            or AnonymousFunctionExpressionSyntax
            or ConditionalAccessExpressionSyntax
            or SwitchExpressionSyntax
            || around is BinaryExpressionSyntax binary && binary.OperatorToken.Text is "&&" or "||" or "??");

    private static SyntaxNode? GetBlock(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax => statement.Parent,
        GlobalStatementSyntax { Parent: var file } => file,
        _ => null,
    };

    private static bool IsRepeated(SyntaxNode node) =>
        node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax || IsFunction(node);

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;
}
