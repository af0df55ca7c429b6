using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes an event member partial and moves its body into the <c>When…</c> of its event (ESG005). Where something of the user's would be
/// lost by that, nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeMemberPartialCodeFixProvider))]
public sealed class MakeMemberPartialCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MemberMustBePartialId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(MakeMemberPartialCodeFixProvider));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return;
        }

        context.Diagnostics[0].Properties.TryGetValue(Proposals.EventName, out string? eventName);
        MemberDeclarationSyntax[]? replacement = member switch
        {
            RecordDeclarationSyntax record => [PartialModifier.Add(record)],
            PropertyDeclarationSyntax property => EventProperty.From(property) is { } changed ? [changed] : null,
            BaseMethodDeclarationSyntax method => EventMethod.From(method, "When" + eventName),
            _ => null,
        };
        if (replacement is not null)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    replacement.Length > 1 ? $"Make partial, and move the body into 'When{eventName}'" : "Make partial",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(member, replacement))),
                    equivalenceKey: nameof(MakeMemberPartialCodeFixProvider)),
                context.Diagnostics);
        }
    }
}
