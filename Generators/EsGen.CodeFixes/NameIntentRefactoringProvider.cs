using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes a method of an event property's setter, so that the change can be named after why it happens. The event keeps its name, and with
/// it all that is stored.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(NameIntentRefactoringProvider))]
public sealed class NameIntentRefactoringProvider : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span)
            .FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { AccessorList.Accessors: var accessors } property
            || accessors.FirstOrDefault(static accessor =>
                accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) is not { Body: null, ExpressionBody: null } setter
            || EventAttributeSyntax.Find(property) is not { } attribute
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(property, context.CancellationToken) is not { ContainingType: { } entity } symbol
            || EventSourcedType.GetAttribute(entity) is null
            || EventMember.GetEventName(symbol) is not { } eventName
            || !entity.GetMembers("Change" + symbol.Name).IsEmpty
            || entity.AllInterfaces.Any(type =>
                type.GetMembers(symbol.Name).OfType<IPropertySymbol>().Any(static declared => declared.SetMethod is not null))
            || await FindWritesAsync(
                symbol,
                context.Document.Project.Solution,
                context.CancellationToken).ConfigureAwait(false) is not { } writes)
        {
            return;
        }

        string method = "Change" + symbol.Name;
        string modifiers = setter.Modifiers.Count > 0
            ? setter.Modifiers.ToString()
            : string.Join(
                " ",
                property.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))
                    .Select(static modifier => modifier.Text));
        string parameter = $"{property.Type.WithoutTrivia()} {CSharpName.Escape(Identifier.ToCamelCase(symbol.Name))}";
        string declaration = $"{EventAttributeSyntax.Print(attribute, eventName)} {modifiers} partial void {method}({parameter});";
        context.RegisterRefactoring(CodeAction.Create(
            $"Name the intent: a method in place of setting '{symbol.Name}'",
            cancellationToken =>
                RefactorAsync(context.Document, property, setter, attribute, method, declaration, writes, cancellationToken),
            equivalenceKey: nameof(NameIntentRefactoringProvider)));
    }

    private static async Task<Solution> RefactorAsync(
        Document document,
        PropertyDeclarationSyntax property,
        AccessorDeclarationSyntax setter,
        AttributeSyntax attribute,
        string method,
        string declaration,
        List<(DocumentId Document, AssignmentExpressionSyntax Write)> writes,
        CancellationToken cancellationToken)
    {
        SolutionEditor editor = new(document.Project.Solution);
        foreach ((DocumentId id, AssignmentExpressionSyntax write) in writes)
        {
            DocumentEditor there = await editor.GetDocumentEditorAsync(id, cancellationToken).ConfigureAwait(false);
            there.ReplaceNode(write, MakeCall(write, method));
        }

        // An editor asks for another name at once: this one says no more than the property did.
        MethodDeclarationSyntax command = (MethodDeclarationSyntax)NewMember.Parse(declaration, property);
        command = command.WithIdentifier(command.Identifier.WithAdditionalAnnotations(RenameAnnotation.Create()));
        DocumentEditor own = await editor.GetDocumentEditorAsync(document.Id, cancellationToken).ConfigureAwait(false);
        own.InsertAfter(property, command);
        own.ReplaceNode(property, MakeState(property, setter, attribute));
        return editor.GetChangedSolution();
    }

    private static PropertyDeclarationSyntax MakeState(
        PropertyDeclarationSyntax property,
        AccessorDeclarationSyntax setter,
        AttributeSyntax attribute)
    {
        SyntaxToken first = setter.Modifiers.Count > 0 ? setter.Modifiers[0] : setter.Keyword;
        AccessorDeclarationSyntax isPrivate = setter
            .WithModifiers(
                SyntaxFactory.TokenList(SyntaxFactory.Token(
                    first.LeadingTrivia,
                    SyntaxKind.PrivateKeyword,
                    SyntaxFactory.TriviaList(SyntaxFactory.Space))))
            .WithKeyword(setter.Keyword.WithLeadingTrivia());
        bool wasPrivate = !property.Modifiers.Any(static modifier =>
            modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
            || property.Modifiers.Any(SyntaxKind.PrivateKeyword);
        PropertyDeclarationSyntax changed = wasPrivate ? property : property.ReplaceNode(setter, isPrivate);
        changed = EventAttributeSyntax.RemoveFrom(changed, EventAttributeSyntax.Find(changed) ?? attribute);
        SyntaxTriviaList leading = changed.GetLeadingTrivia();
        return changed
            .WithModifiers(SyntaxFactory.TokenList(changed.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword))))
            .WithLeadingTrivia(leading);
    }

    /// <summary>The assignments that become calls; null if there is one that can't.</summary>
    private static async Task<List<(DocumentId Document, AssignmentExpressionSyntax Write)>?> FindWritesAsync(
        IPropertySymbol property,
        Solution solution,
        CancellationToken cancellationToken)
    {
        List<(DocumentId, AssignmentExpressionSyntax)> writes = [];
        foreach (ReferencedSymbol referenced in await SymbolFinder.FindReferencesAsync(property, solution, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in referenced.Locations)
            {
                if (location.Document is SourceGeneratedDocument
                    || await location.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
                    || root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name
                    || await location.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
                {
                    continue;
                }

                // What an arm assigns is state, and stays so.
                if (model.GetEnclosingSymbol(name.SpanStart, cancellationToken) is { } enclosing && EntityHooks.IsArm(enclosing))
                {
                    continue;
                }

                ExpressionSyntax target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (target.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } write
                    && write.Left == target
                    && write.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax })
                {
                    writes.Add((location.Document.Id, write));
                }
                else if (IsOtherWrite(target))
                {
                    return null;
                }
            }
        }

        return writes;
    }

    private static bool IsOtherWrite(ExpressionSyntax target) => target.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == target,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => true,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } =>
            true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } } => true,
        MemberBindingExpressionSyntax { Parent: AssignmentExpressionSyntax } => true,
        _ => false,
    };

    private static InvocationExpressionSyntax MakeCall(AssignmentExpressionSyntax write, string method)
    {
        ExpressionSyntax target = write.Left is MemberAccessExpressionSyntax access
            ? access.WithName(SyntaxFactory.IdentifierName(method))
            : SyntaxFactory.IdentifierName(method);
        ArgumentSyntax argument = SyntaxFactory.Argument(write.Right.WithoutTrivia());
        return SyntaxFactory.InvocationExpression(
            target.WithoutTrivia(),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(argument))).WithTriviaFrom(write);
    }
}
