using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes a method event of an event that is a record of the user's. The record is generated from then on, under the same name; topic and
/// stored fields stay.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(EventRecordToMethodRefactoringProvider))]
public sealed class EventRecordToMethodRefactoringProvider : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span)
            .FirstAncestorOrSelf<RecordDeclarationSyntax>() is { ParameterList: not null, BaseList: null, Members.Count: 0 } record
            && EventAttributeSyntax.Find(record) is { } attribute
            && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(record, context.CancellationToken) is { ContainingType: { } entity } symbol
            && EventSourcedType.GetAttribute(entity) is not null
            && EventMember.GetEventName(symbol) == symbol.Name
            && entity.GetMembers("Record" + symbol.Name).IsEmpty
            && Refactor(root, record, attribute, symbol, model, context.CancellationToken) is { } changed)
        {
            context.RegisterRefactoring(CodeAction.Create(
                $"Make the event '{symbol.Name}' a method",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)),
                equivalenceKey: nameof(EventRecordToMethodRefactoringProvider)));
        }
    }

    private static SyntaxNode? Refactor(
        SyntaxNode root,
        RecordDeclarationSyntax record,
        AttributeSyntax attribute,
        INamedTypeSymbol symbol,
        SemanticModel model,
        CancellationToken cancellationToken)
    {
        Dictionary<SyntaxNode, SyntaxNode> changes = [];
        foreach (string prefix in new[] { "When", "Guard" })
        {
            IEnumerable<SyntaxNode> declarations = symbol.ContainingType.GetMembers(prefix).OfType<IMethodSymbol>()
                .Where(hook => SymbolEqualityComparer.Default.Equals(HookMethod.FindMember(hook), symbol))
                .SelectMany(hook => UserCode.GetDeclarations(hook, cancellationToken))
                .Distinct();
            foreach (SyntaxNode declaration in declarations)
            {
                if (declaration.SyntaxTree != root.SyntaxTree
                    || declaration is not MethodDeclarationSyntax hook
                    || HookParameters.ToFields(hook, prefix + symbol.Name, record, model, cancellationToken) is not { } changed)
                {
                    return null;
                }

                changes[hook] = changed;
            }
        }

        string parameters = string.Join(", ", record.ParameterList!.Parameters.Select(static field =>
            $"{field.Type} {HookParameters.GetParameterName(field)}{(field.Default is { } value ? " " + value : "")}"));
        string method = $"{EventAttributeSyntax.Print(attribute, symbol.Name)} private partial void Record{symbol.Name}({parameters});";
        changes[record] = NewMember.Parse(method, record).WithTriviaFrom(record);

        // Raise takes the generated record as well; where it is made on the spot, the method says the same in less.
        foreach (InvocationExpressionSyntax raise in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (raise.Expression is IdentifierNameSyntax { Identifier.ValueText: "Raise" }
                && raise.ArgumentList.Arguments is [{ Expression: ObjectCreationExpressionSyntax creation }]
                && creation is { Initializer: null, ArgumentList: { } arguments }
                && arguments.Arguments.All(static argument => argument.NameColon is null)
                && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(creation, cancellationToken).Type, symbol)
                && !raise.Ancestors().Any(changes.ContainsKey))
            {
                changes[raise] = raise
                    .WithExpression(SyntaxFactory.IdentifierName("Record" + symbol.Name).WithTriviaFrom(raise.Expression))
                    .WithArgumentList(arguments.WithTriviaFrom(raise.ArgumentList));
            }
        }

        return root.ReplaceNodes(changes.Keys, (old, _) => changes[old]);
    }
}
