using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Writes <c>init</c> in place of <c>set</c> for the properties of a record that is an event (ESG017).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeSetterInitCodeFixProvider))]
public sealed class MakeSetterInitCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MisplacedEventId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Proposals.Property, out string? property)
            && node.FirstAncestorOrSelf<RecordDeclarationSyntax>() is { } record
            && GetSetters(record) is { Length: > 0 } setters
                ? new(
                    setters.Length == 1 ? $"Set '{property}' by 'init'" : "Set the properties by 'init'",
                    () => root.ReplaceNodes(setters, static (_, setter) => MakeInit(setter)))
                : null;

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
