using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Gives a property of a read model a private setter (ESG060, ESG063).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeDocumentSetterPrivateCodeFixProvider))]
public sealed class MakeDocumentSetterPrivateCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.ChangedFromOutsideId, DiagnosticDescriptors.KeySetterId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span).FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { AccessorList: { } accessors } property
            || (FindSetter(accessors) is null && context.Diagnostics[0].Id == DiagnosticDescriptors.ChangedFromOutsideId))
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Give '{property.Identifier.ValueText}' a private setter",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(accessors, MakePrivate(accessors)))),
                equivalenceKey: nameof(MakeDocumentSetterPrivateCodeFixProvider)),
            context.Diagnostics);
    }

    private static AccessorDeclarationSyntax? FindSetter(AccessorListSyntax accessors) => accessors.Accessors.FirstOrDefault(static accessor =>
        !accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && !accessor.Modifiers.Any(SyntaxKind.PrivateKeyword));

    private static AccessorListSyntax MakePrivate(AccessorListSyntax accessors)
    {
        AccessorDeclarationSyntax setter = SyntaxFactory.AccessorDeclaration(SyntaxKind.SetAccessorDeclaration)
            .WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.Token(default, SyntaxKind.PrivateKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space))))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        if (accessors.Accessors.FirstOrDefault(static accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } old)
        {
            AccessorDeclarationSyntax changed = setter.WithBody(old.Body).WithExpressionBody(old.ExpressionBody).WithSemicolonToken(old.SemicolonToken);
            return accessors.ReplaceNode(old, changed.WithTriviaFrom(old));
        }

        AccessorDeclarationSyntax getter = accessors.Accessors[0];
        return accessors.AddAccessors(setter.WithTriviaFrom(getter));
    }
}
