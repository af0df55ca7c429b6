using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Makes an event-sourced class, a read model or a type around one partial (ESG001, ESG002, ESG050).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeTypePartialCodeFixProvider))]
public sealed class MakeTypePartialCodeFixProvider : CodeFixProvider
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

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Make '{declaration.Identifier.ValueText}' partial",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, PartialModifier.Add(declaration)))),
                    equivalenceKey: nameof(MakeTypePartialCodeFixProvider)),
                context.Diagnostics);
        }
    }
}
