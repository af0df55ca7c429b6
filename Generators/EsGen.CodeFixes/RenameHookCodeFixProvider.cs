using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.CodeFixes;

/// <summary>Gives a misspelled <c>When…</c> or <c>Guard…</c> the name of the nearest event (ESG025).</summary>
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
        SyntaxToken identifier = root.FindToken(context.Span.Start);
        if (context.Diagnostics[0].Properties.TryGetValue(Proposals.HookName, out string? name) && identifier.IsKind(SyntaxKind.IdentifierToken))
        {
            // Nothing else can name the method: EsGen alone calls it.
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Rename to '{name}'",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceToken(identifier, SyntaxFactory.Identifier(name!).WithTriviaFrom(identifier)))),
                    equivalenceKey: nameof(RenameHookCodeFixProvider)),
                context.Diagnostics);
        }
    }
}
