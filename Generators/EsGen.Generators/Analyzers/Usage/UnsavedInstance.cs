using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.Generators.Analyzers.Usage;

/// <summary>What is known of an aggregate that a variable has, as the uses of the variable come by in the order of the text.</summary>
/// <param name="origin">Where the aggregate comes from.</param>
/// <param name="creation">The expression that gives it.</param>
/// <param name="model">The model of the code.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class UnsavedInstance(AggregateOrigin origin, SyntaxNode creation, SemanticModel model, CancellationToken cancellationToken)
{
    private readonly AggregateUses _uses = new(origin.Aggregate, model, cancellationToken);
    private IdentifierNameSyntax? _command;
    private IdentifierNameSyntax? _saved;
    private bool _isRead;

    /// <summary>Adds a use; false if somebody else may save the aggregate now.</summary>
    public bool Add(IdentifierNameSyntax name)
    {
        switch (_uses.Of(name))
        {
            case AggregateUse.HandedOn when IsSaved(name):
                // What happened before is stored, and what comes after is another matter.
                _saved = name;
                _command = null;
                return true;
            case AggregateUse.HandedOn:
            case AggregateUse.Command when _saved is not null && IsRepeatedBefore(name, _saved):
                return false;
            case AggregateUse.Command:
                _command ??= name;
                return true;
            default:
                _isRead = true;
                return true;
        }
    }

    /// <summary>What is lost when nothing else comes: the first command, or the creation; null if nothing is.</summary>
    public SyntaxNode? GetLost()
    {
        if (_command is null)
        {
            return _saved is null && origin is { IsNew: true, Repository: not null } ? creation : null;
        }

        // An instance made with new and looked at is a calculation, or the subject of a test.
        return _isRead && origin.Repository is null
            ? null
            : _command.Ancestors()
                .OfType<ExpressionSyntax>()
                .TakeWhile(static around => around is not AnonymousFunctionExpressionSyntax)
                .Last(around => around.SpanStart == _command.SpanStart);
    }

    /// <summary>Whether an aggregate is an argument of a call that saves it.</summary>
    private bool IsSaved(IdentifierNameSyntax name) =>
        name.Parent is ArgumentSyntax
        {
            Parent.Parent: InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "Save" or "SaveAsync"
                }
            } call,
        }
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && method.ContainingNamespace is { Name: "EsGen", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether a save that is before a command in the text may come after it: in the next round of a loop, or by a jump.</summary>
    private static bool IsRepeatedBefore(SyntaxNode command, SyntaxNode saved) =>
        command.Ancestors().Any(around => around is ForStatementSyntax
            or CommonForEachStatementSyntax
            or WhileStatementSyntax
            or DoStatementSyntax
            or LabeledStatementSyntax && around.Span.Contains(saved.Span))
        || UnsavedAggregateAnalyzer.GetFunction(command)
            .DescendantNodes()
            .Any(static node => node is GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement });
}
