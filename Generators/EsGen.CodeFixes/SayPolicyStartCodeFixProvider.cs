using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>Says where a policy with effects begins that doesn't say it (ESG069): at the first event, or behind the last one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SayPolicyStartCodeFixProvider))]
public sealed class SayPolicyStartCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.PolicyStartUnknownId];

    /// <summary>None: which of the two is meant has to be decided for each policy.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await FindAttributeAsync(context).ConfigureAwait(false) is not { } attribute)
        {
            return;
        }

        foreach ((string start, string title) in new[]
        {
            ("End", "Begin at what is stored after the policy's first start"),
            ("Beginning", "Begin at the first event, with effects for all of the past"),
        })
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    cancellationToken => FixAsync(context.Document.Project.Solution, attribute, start, cancellationToken),
                    equivalenceKey: nameof(SayPolicyStartCodeFixProvider) + start),
                context.Diagnostics);
        }
    }

    private static async Task<AttributeSyntax?> FindAttributeAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type
            || PolicyParser.GetAttribute(type)?.ApplicationSyntaxReference is not { } reference)
        {
            return null;
        }

        return await reference.GetSyntaxAsync(context.CancellationToken).ConfigureAwait(false) as AttributeSyntax;
    }

    private static async Task<Solution> FixAsync(
        Solution solution,
        AttributeSyntax attribute,
        string start,
        CancellationToken cancellationToken)
    {
        if (solution.GetDocument(attribute.SyntaxTree) is not { } document)
        {
            return solution;
        }

        AttributeArgumentSyntax argument =
            AttributeArguments.ParseList($"[A(StartsAt = PolicyStart.{start})]").Attributes[0].ArgumentList!.Arguments[0];
        SyntaxNode root = await attribute.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentSyntaxRoot(
            document.Id,
            root.ReplaceNode(attribute, AttributeArguments.Add(attribute, argument, isFirst: false)));
    }
}
