using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>Gives the second of two entities of one name a longer one: <c>[Entity("Billing.Order")]</c> (ESG009).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameEntityCodeFixProvider))]
public sealed class RenameEntityCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.DuplicateNameId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (diagnostic.Properties.TryGetValue(Proposals.EntityName, out string? name)
            && diagnostic.AdditionalLocations is [{ } attribute]
            && context.Document.Project.Solution.GetDocument(attribute.SourceTree) is { } document)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Name the entity '{name}'",
                    cancellationToken => AttributeName.SetAsync(document, attribute, name!, cancellationToken),
                    equivalenceKey: nameof(RenameEntityCodeFixProvider)),
                context.Diagnostics);
        }

        return Task.CompletedTask;
    }
}
