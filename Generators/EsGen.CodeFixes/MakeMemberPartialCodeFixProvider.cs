using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes an event member partial, and moves the checks of its body into the <c>Guard…</c> of its event and the rest into its <c>When…</c>
/// (ESG005). Where something of the user's would be lost by that, nothing is offered; where the rest may still refuse something, it is only
/// for somebody who looks at what comes out.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeMemberPartialCodeFixProvider))]
public sealed class MakeMemberPartialCodeFixProvider : SyntaxCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MemberMustBePartialId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(MakeMemberPartialCodeFixProvider));

    private protected override SyntaxChange? FindChange(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return null;
        }

        diagnostic.Properties.TryGetValue(Proposals.EventName, out string? eventName);
        EventMethod? replacement = member switch
        {
            RecordDeclarationSyntax record => OfOne(PartialModifier.Add(record)),
            PropertyDeclarationSyntax property => EventProperty.From(property) is { } changed ? OfOne(changed) : null,
            BaseMethodDeclarationSyntax method => EventMethod.From(method, eventName),
            _ => null,
        };
        return replacement is null
            ? null
            : new(replacement.Description, () => root.ReplaceNode(member, replacement.Members), replacement.NeedsLook ? ".NeedsLook" : "");
    }

    private static EventMethod OfOne(MemberDeclarationSyntax member) => new([member], NeedsLook: false, "Make partial");
}
