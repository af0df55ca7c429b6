using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Makes an event-sourced class, a read model or a type around one partial (ESG001, ESG002, ESG050).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeTypePartialCodeFixProvider))]
public sealed class MakeTypePartialCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        DiagnosticDescriptors.EntityMustBePartialId,
        DiagnosticDescriptors.ContainerMustBePartialId,
        DiagnosticDescriptors.ReadModelMustBePartialId,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(MakeTypePartialCodeFixProvider));

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            ? new(
                $"Make '{declaration.Identifier.ValueText}' partial",
                () => root.ReplaceNode(declaration, PartialModifier.Add(declaration)))
            : null;
}
