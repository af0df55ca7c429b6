using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>
/// Writes the name that a diagnostic proposes into the attribute: the past tense for a method's event (ESG008), and a longer name for the
/// second of two entities of one name, <c>[Entity("Billing.Order")]</c> (ESG009).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProposedNameCodeFixProvider))]
public sealed class ProposedNameCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticDescriptors.MethodEventNeedsNameId, DiagnosticDescriptors.DuplicateNameId];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new UnattendedFixAll(nameof(ProposedNameCodeFixProvider));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        string what = diagnostic.Id == DiagnosticDescriptors.MethodEventNeedsNameId ? "event" : "entity";
        if (diagnostic.Properties.TryGetValue(what == "event" ? Proposals.EventName : Proposals.EntityName, out string? name)
            && diagnostic.AdditionalLocations is [{ } attribute]
            && context.Document.Project.Solution.GetDocument(attribute.SourceTree) is { } document)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Name the {what} '{name}'",
                    cancellationToken => AttributeName.SetAsync(document, attribute, name!, cancellationToken),
                    equivalenceKey: nameof(ProposedNameCodeFixProvider)),
                context.Diagnostics);
        }

        return Task.CompletedTask;
    }
}
