using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes;

/// <summary>
/// Names the event that an <c>On</c> or <c>KeyOf</c> takes with its entity (ESG052), where entities of the project have one of that name.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(QualifyEventCodeFixProvider))]
public sealed class QualifyEventCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.NotAnEventId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AttendedFixAll(WellKnownFixAllProviders.BatchFixer);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span)
            .FirstAncestorOrSelf<ParameterSyntax>() is not { Type: IdentifierNameSyntax { Identifier.ValueText: var name } type }
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        IEnumerable<INamedTypeSymbol> entities = CompilationEntities.Of(model.Compilation).ByName
            .SelectMany(static named => named)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .Where(entity => EventMember.GetAll(entity).Any(annotated => EventMember.GetEventName(annotated.Member) == name));
        foreach (INamedTypeSymbol entity in entities)
        {
            string qualified = $"{entity.ToMinimalDisplayString(model, type.SpanStart)}.{CSharpName.Escape(name)}";
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Use '{qualified}'",
                    _ =>
                        Task.FromResult(
                            context.Document.WithSyntaxRoot(root.ReplaceNode(
                                type,
                                SyntaxFactory.ParseTypeName(qualified).WithTriviaFrom(type)))),
                    equivalenceKey: qualified),
                context.Diagnostics);
        }
    }
}
