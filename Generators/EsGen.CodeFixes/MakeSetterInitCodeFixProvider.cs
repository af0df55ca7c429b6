using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Writes <c>init</c> in place of <c>set</c> for the properties of a record that is an event (ESG017).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeSetterInitCodeFixProvider))]
public sealed class MakeSetterInitCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MisplacedEventId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (context.Diagnostics[0].Properties.TryGetValue(Proposals.Property, out string? property)
            && root.FindNode(context.Span).FirstAncestorOrSelf<RecordDeclarationSyntax>() is { } record
            && GetSetters(record) is { Length: > 0 } setters)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    setters.Length == 1 ? $"Set '{property}' by 'init'" : "Set the properties by 'init'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNodes(setters, static (_, setter) => MakeInit(setter)))),
                    equivalenceKey: nameof(MakeSetterInitCodeFixProvider)),
                context.Diagnostics);
        }
    }

    private static AccessorDeclarationSyntax[] GetSetters(RecordDeclarationSyntax record) =>
    [
        .. record.Members
            .OfType<PropertyDeclarationSyntax>()
            .Where(static property => !property.Modifiers.Any(SyntaxKind.StaticKeyword))
            .SelectMany(static property => property.AccessorList?.Accessors ?? [])
            .Where(static accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)),
    ];

    private static AccessorDeclarationSyntax MakeInit(AccessorDeclarationSyntax setter) => SyntaxFactory.AccessorDeclaration(
        SyntaxKind.InitAccessorDeclaration,
        setter.AttributeLists,
        setter.Modifiers,
        SyntaxFactory.Token(setter.Keyword.LeadingTrivia, SyntaxKind.InitKeyword, setter.Keyword.TrailingTrivia),
        setter.Body,
        setter.ExpressionBody,
        setter.SemicolonToken);
}
