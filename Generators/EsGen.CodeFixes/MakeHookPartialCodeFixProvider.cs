using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Makes a <c>When…</c> or <c>Guard…</c> method partial (ESG019).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeHookPartialCodeFixProvider))]
public sealed class MakeHookPartialCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HookMustBePartialId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(MakeHookPartialCodeFixProvider));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Make '{method.Identifier.ValueText}' partial",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(method, PartialModifier.Add(method)))),
                    equivalenceKey: nameof(MakeHookPartialCodeFixProvider)),
                context.Diagnostics);
        }
    }
}
