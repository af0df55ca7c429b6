using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace EsGen.CodeFixes;

/// <summary>Saves an aggregate by the repository that it comes from, behind the last that happens to it (ESG080).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SaveAggregateCodeFixProvider))]
public sealed class SaveAggregateCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnsavedAggregateId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(UnsavedAggregateAnalyzer.Variable, out string? variable)
            || variable is null
            || FindDeclaration(node, variable) is not var (declaration, repository)
            || declaration.Parent is not BlockSyntax block)
        {
            return null;
        }

        StatementSyntax save = GetSave(declaration, repository, variable);
        return new($"Save '{variable}'", () => Insert(root, block, declaration, variable, save));
    }

    /// <summary>
    /// The statement that declares the variable, and the repository that gives it; null if that can't be named a second time.
    /// </summary>
    private static (LocalDeclarationStatementSyntax Declaration, ExpressionSyntax Repository)? FindDeclaration(
        SyntaxNode node,
        string variable)
    {
        VariableDeclaratorSyntax? declarator = UnsavedAggregateAnalyzer.GetFunction(node)
            .DescendantNodes()
            .OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(candidate => candidate.Identifier.ValueText == variable);
        return declarator is
        {
            Initializer.Value: { } value,
            Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration }
        }
            && AggregateOrigin.GetReceiver(value) is { } repository
            && repository.DescendantNodesAndSelf()
                .All(static part => part is SimpleNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax)
                ? (declaration, repository)
                : null;
    }

    private static StatementSyntax GetSave(SyntaxNode at, ExpressionSyntax repository, string variable)
    {
        bool isAsync = UnsavedAggregateAnalyzer.IsAsync(at);
        return SyntaxFactory.ParseStatement(
            $"{(isAsync ? "await " : "")}{repository.WithoutTrivia()}.{(isAsync ? "SaveAsync" : "Save")}({variable});")
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static SyntaxNode Insert(SyntaxNode root, BlockSyntax block, StatementSyntax declaration, string variable, StatementSyntax save)
    {
        StatementSyntax last = block.Statements.Last(statement => statement == declaration || Names(statement, variable));
        int index = block.Statements.IndexOf(last);
        bool isBefore = last is ReturnStatementSyntax or ThrowStatementSyntax;
        StatementSyntax placed = save.WithLeadingTrivia(NewMember.GetIndentation(last))
            .WithTrailingTrivia(last.GetTrailingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        return root.ReplaceNode(block, block.WithStatements(block.Statements.Insert(isBefore ? index : index + 1, placed)));
    }

    private static bool Names(StatementSyntax statement, string variable) =>
        statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable);
}
