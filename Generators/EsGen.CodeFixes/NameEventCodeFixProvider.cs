using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>Names the event of a method by the past tense of the method's name (ESG008).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameEventCodeFixProvider))]
public sealed class NameEventCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.MethodEventNeedsNameId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (diagnostic.Properties.TryGetValue(Proposals.EventName, out string? name)
            && diagnostic.AdditionalLocations is [{ } attribute]
            && context.Document.Project.Solution.GetDocument(attribute.SourceTree) is { } document)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Name the event '{name}'",
                    cancellationToken => AttributeName.SetAsync(document, attribute, name!, cancellationToken),
                    equivalenceKey: nameof(NameEventCodeFixProvider)),
                context.Diagnostics);
        }

        return Task.CompletedTask;
    }
}
