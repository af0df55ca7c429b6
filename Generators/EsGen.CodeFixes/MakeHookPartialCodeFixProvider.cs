using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Makes a <c>When…</c> or <c>Guard…</c> method partial (ESG019).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeHookPartialCodeFixProvider))]
public sealed class MakeHookPartialCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HookMustBePartialId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(MakeHookPartialCodeFixProvider));

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic) =>
        node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
            ? new($"Make '{method.Identifier.ValueText}' partial", () => root.ReplaceNode(method, PartialModifier.Add(method)))
            : null;
}
