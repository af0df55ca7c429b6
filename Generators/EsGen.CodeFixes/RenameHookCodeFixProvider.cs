using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Gives a misspelled <c>When…</c> or <c>Guard…</c> the name of the nearest event, and <c>partial</c> if it lacks that (ESG025).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameHookCodeFixProvider))]
public sealed class RenameHookCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HookMatchesNoEventId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(RenameHookCodeFixProvider));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (context.Diagnostics[0].Properties.TryGetValue(Proposals.HookName, out string? name)
            && root.FindToken(context.Span.Start).Parent is MethodDeclarationSyntax method)
        {
            // Nothing else can name the method: EsGen alone calls it.
            MethodDeclarationSyntax renamed = method.WithIdentifier(SyntaxFactory.Identifier(name!).WithTriviaFrom(method.Identifier));
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Rename to '{name}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(method, PartialModifier.Add(renamed)))),
                    equivalenceKey: nameof(RenameHookCodeFixProvider)),
                context.Diagnostics);
        }
    }
}
