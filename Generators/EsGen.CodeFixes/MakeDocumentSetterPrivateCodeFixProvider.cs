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
        if (accessors.Accessors.FirstOrDefault(static accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } old)
        {
            return accessors.ReplaceNode(old, PrivateSetter.Of(old));
        }

        AccessorDeclarationSyntax added = SyntaxFactory.AccessorDeclaration(SyntaxKind.SetAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        return accessors.AddAccessors(PrivateSetter.Of(added).WithTriviaFrom(accessors.Accessors[0]));
    }
}
