using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Gives a misspelled <c>When…</c> or <c>Guard…</c> the name of the nearest event, and <c>partial</c> if it lacks that (ESG025).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameHookCodeFixProvider))]
public sealed class RenameHookCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HookMatchesNoEventId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(RenameHookCodeFixProvider));

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Proposals.HookName, out string? name)
            || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        // Nothing else can name the method: EsGen alone calls it.
        MethodDeclarationSyntax renamed = method.WithIdentifier(SyntaxFactory.Identifier(name!).WithTriviaFrom(method.Identifier));
        return new($"Rename to '{name}'", () => root.ReplaceNode(method, PartialModifier.Add(renamed)));
    }
}
