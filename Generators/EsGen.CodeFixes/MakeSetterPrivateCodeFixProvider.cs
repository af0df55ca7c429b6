using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Makes the setter private of a property that is written from outside of its entity (ESG020). The compiler then says so at each such
/// write, which only a command can replace.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeSetterPrivateCodeFixProvider))]
public sealed class MakeSetterPrivateCodeFixProvider : OneByOneCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.UnrecordedStateId];

    private protected override async Task<string?> GetTitleAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken) =>
        await FindSetterAsync(document, node, cancellationToken).ConfigureAwait(false) is { } setter
        && setter.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
            ? $"Make the setter of '{property.Identifier.ValueText}' private"
            : null;

    private protected override async Task<Solution> FixAsync(
        Document document,
        SyntaxNode node,
        Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        Solution solution = document.Project.Solution;
        if (await FindSetterAsync(document, node, cancellationToken).ConfigureAwait(false) is not { } setter
            || solution.GetDocument(setter.SyntaxTree) is not { } declaring)
        {
            return solution;
        }

        SyntaxNode root = await setter.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentSyntaxRoot(declaring.Id, root.ReplaceNode(setter, PrivateSetter.Of(setter)));
    }

    /// <summary>The setter that is written through; null if making it private is impossible or would change nothing.</summary>
    private static async Task<AccessorDeclarationSyntax?> FindSetterAsync(
        Document document,
        SyntaxNode node,
        CancellationToken cancellationToken)
    {
        ExpressionSyntax? target = node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PrefixUnaryExpressionSyntax increment => increment.Operand,
            PostfixUnaryExpressionSyntax increment => increment.Operand,
            _ => null,
        };
        if (target is null
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || model.GetSymbolInfo(
                target,
                cancellationToken).Symbol is not IPropertySymbol { DeclaredAccessibility: not Accessibility.Private } property
            || IsWithin(model.GetEnclosingSymbol(node.SpanStart, cancellationToken), property.ContainingType)
            || property.ContainingType.AllInterfaces
                .SelectMany(type => type.GetMembers(property.Name))
                .Any(static declared => declared is IPropertySymbol { SetMethod: not null }))
        {
            return null;
        }

        PropertyDeclarationSyntax? declaration = UserCode.GetDeclarations(property, cancellationToken)
            .OfType<PropertyDeclarationSyntax>()
            .FirstOrDefault();
        SyntaxList<AccessorDeclarationSyntax> accessors = declaration?.AccessorList?.Accessors ?? default;

        // Only one of the accessors can have a modifier of its own.
        return accessors.Any(static accessor =>
            accessor.Modifiers.Any(SyntaxKind.PrivateKeyword)
                || (accessor.IsKind(SyntaxKind.GetAccessorDeclaration) && accessor.Modifiers.Count > 0))
            ? null
            : accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration));
    }

    /// <summary>Whether code is in a type or in one nested in it, which private members are no secret to.</summary>
    private static bool IsWithin(ISymbol? code, INamedTypeSymbol type)
    {
        for (ISymbol? current = code; current is not null; current = current.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return false;
    }
}
