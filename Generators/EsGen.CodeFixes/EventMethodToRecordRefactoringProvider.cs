using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes a record of the user's of an event that a method declares. The method stays, as the command that raises it, so that no caller
/// changes; topic and stored fields stay, too.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(EventMethodToRecordRefactoringProvider))]
public sealed class EventMethodToRecordRefactoringProvider : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Body: null, ExpressionBody: null } method
            && EventAttributeSyntax.Find(method) is { } attribute
            && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(method, context.CancellationToken) is { } symbol
            && EventSourcedType.GetAttribute(symbol.ContainingType) is not null
            && EventMember.GetEventName(symbol) is { } eventName
            && Refactor(root, method, attribute, symbol, eventName, model, context.CancellationToken) is { } changed)
        {
            context.RegisterRefactoring(CodeAction.Create(
                $"Make the event '{eventName}' a record",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)),
                equivalenceKey: nameof(EventMethodToRecordRefactoringProvider)));
        }
    }

    private static SyntaxNode? Refactor(
        SyntaxNode root,
        MethodDeclarationSyntax method,
        AttributeSyntax attribute,
        IMethodSymbol symbol,
        string eventName,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        string name = CSharpName.Escape(eventName);
        Dictionary<SyntaxNode, SyntaxNode> changes = [];
        foreach (string prefix in new[] { "When", "Guard" })
        {
            IEnumerable<ISymbol> hooks = symbol.ContainingType.GetMembers(prefix + eventName);
            foreach (SyntaxNode declaration in hooks.SelectMany(hook => UserCode.GetDeclarations(hook, cancellationToken)).Distinct())
            {
                if (declaration.SyntaxTree != root.SyntaxTree
                    || declaration is not MethodDeclarationSyntax hook
                    || HookParameters.ToRecord(hook, prefix, name, symbol.Parameters.Length, model, cancellationToken) is not { } changed)
                {
                    return null;
                }

                changes[hook] = changed;
            }
        }

        string accessibility =
            Accessibilities.Least(symbol.Parameters.SelectMany(static parameter => Accessibilities.OfChain(parameter.Type))) ?? "private";
        string fields = string.Join(", ", method.ParameterList.Parameters.Select(static parameter =>
            $"{parameter.Type} {CSharpName.Escape(CSharpName.ToPascalCase(parameter.Identifier.ValueText))}"
                + $"{(parameter.Default is { } value ? " " + value : "")}"));
        MemberDeclarationSyntax record = NewMember.Parse(
            $"{EventAttributeSyntax.Print(attribute, null)} {accessibility} sealed partial record {name}({fields});",
            method);
        changes[method] = MakeCommand(method, attribute, name);

        SyntaxNode tracked = root.TrackNodes(changes.Keys);
        foreach (KeyValuePair<SyntaxNode, SyntaxNode> change in changes)
        {
            SyntaxNode current = tracked.GetCurrentNode(change.Key)!;
            tracked = change.Key == method
                ? tracked.ReplaceNode(current, [change.Value, record])
                : tracked.ReplaceNode(current, change.Value);
        }

        return tracked;
    }

    private static MethodDeclarationSyntax MakeCommand(MethodDeclarationSyntax method, AttributeSyntax attribute, string record)
    {
        MethodDeclarationSyntax changed = EventAttributeSyntax.RemoveFrom(method, attribute);
        SyntaxTriviaList leading = changed.GetLeadingTrivia();
        changed = changed
            .WithModifiers(SyntaxFactory.TokenList(changed.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))))
            .WithLeadingTrivia(leading);
        string arguments = string.Join(", ", method.ParameterList.Parameters.Select(static parameter => parameter.Identifier.Text));
        return changed
            .WithParameterList(changed.ParameterList.WithTrailingTrivia(SyntaxFactory.Space))
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(
                SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.ParseExpression($"Raise(new {record}({arguments}))")));
    }
}
