using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Calls the command that makes the event in place of its <c>When…</c> (ESG024): the event happens then, and is recorded.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallCommandCodeFixProvider))]
public sealed class CallCommandCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HookCalledByHandId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        await ReplaceAsync(document, node, diagnostic, cancellationToken).ConfigureAwait(false) is { } replacement
            ? $"{(replacement is AssignmentExpressionSyntax ? "Set" : "Call")} '{diagnostic.Properties[Proposals.Command]}'"
            : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return await ReplaceAsync(document, node, diagnostic, cancellationToken).ConfigureAwait(false) is { } replacement
            ? document.Project.Solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(node, replacement.WithTriviaFrom(node)))
            : document.Project.Solution;
    }

    /// <summary>What takes the place of a call; null if that isn't clear.</summary>
    private static async Task<ExpressionSyntax?> ReplaceAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(Proposals.Command, out string? command)
            || node is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call
            || arguments.Any(static argument => argument.NameColon is not null)
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol hook
            || HookMethod.FindMember(hook) is not { } member)
        {
            return null;
        }

        // The context is EsGen's to give.
        if (hook.Parameters is [.., { Type: var last }] && HookMethod.IsEventContext(last) && arguments.Count == hook.Parameters.Length)
        {
            arguments = arguments.RemoveAt(arguments.Count - 1);
        }

        ExpressionSyntax target = call.Expression is MemberAccessExpressionSyntax access
            ? access.WithName(SyntaxFactory.IdentifierName(CSharpName.Escape(command!)))
            : SyntaxFactory.IdentifierName(CSharpName.Escape(command!));
        if (member is not IPropertySymbol)
        {
            return call.WithExpression(target).WithArgumentList(call.ArgumentList.WithArguments(arguments));
        }

        return node.Parent is ExpressionStatementSyntax && arguments is [{ Expression: var value }]
            ? SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                target.WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                value)
            : null;
    }
}
