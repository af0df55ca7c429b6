using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.CodeFixes.Schema;

/// <summary>Removes the conflict markers of a merge from <c>events.lock</c> and keeps what both sides have (ESG037).</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(KeepBothSidesCodeFixProvider),
    DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".lock"])]
public sealed class KeepBothSidesCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.LockConflictId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(
                "Keep both sides",
                cancellationToken => KeepBothSidesAsync(context.TextDocument, cancellationToken),
                equivalenceKey: nameof(KeepBothSidesCodeFixProvider)),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static async Task<Solution> KeepBothSidesAsync(TextDocument document, CancellationToken cancellationToken)
    {
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        List<TextChange> changes = [];
        bool isBase = false;
        foreach (TextLine line in text.Lines)
        {
            string content = line.ToString().Trim();
            bool isMarker = LockLine.IsConflictMarker(content);

            // Between these two stands what both sides have changed.
            isBase = isMarker ? content[0] == '|' : isBase;
            if (isMarker || isBase)
            {
                changes.Add(new TextChange(line.SpanIncludingLineBreak, ""));
            }
        }

        return document.Project.Solution.WithAdditionalDocumentText(document.Id, text.WithChanges(changes));
    }
}
