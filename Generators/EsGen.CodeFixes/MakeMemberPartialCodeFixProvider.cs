using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes an event member partial, and moves the checks of its body into the <c>Guard…</c> of its event and the rest into its <c>When…</c>
/// (ESG005). Where something of the user's would be lost by that, nothing is offered; where the rest may still refuse something, it is only
/// for somebody who looks at what comes out.
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
        EventMethod? replacement = member switch
        {
            RecordDeclarationSyntax record => OfOne(PartialModifier.Add(record)),
            PropertyDeclarationSyntax property => EventProperty.From(property) is { } changed ? OfOne(changed) : null,
            BaseMethodDeclarationSyntax method => EventMethod.From(method, eventName),
            _ => null,
        };
        if (replacement is not null)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    replacement.Description,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(member, replacement.Members))),
                    equivalenceKey: nameof(MakeMemberPartialCodeFixProvider) + (replacement.NeedsLook ? ".NeedsLook" : "")),
                context.Diagnostics);
        }
    }

    private static EventMethod OfOne(MemberDeclarationSyntax member) => new([member], NeedsLook: false, "Make partial");
}
