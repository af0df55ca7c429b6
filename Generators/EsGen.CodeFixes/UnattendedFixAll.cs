using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes;

/// <summary>
/// Fixes all of a document, a project or a solution, for fixes that nobody has to look at. <c>dotnet format</c> asks with the key of what
/// the fix offers for the analyzer's first report, which may be of another rule: then there is no key, and the batch fixer would find
/// nothing.
/// </summary>
/// <param name="key">The equivalence key of all that the fix offers.</param>
internal sealed class UnattendedFixAll(string key) : FixAllProvider
{
    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        Reports reports = new(fixAllContext);
        FixAllContext context = fixAllContext.Document is { } document
            ? new(
                document,
                fixAllContext.CodeFixProvider,
                fixAllContext.Scope,
                key,
                fixAllContext.DiagnosticIds,
                reports,
                fixAllContext.CancellationToken)
            : new(
                fixAllContext.Project,
                fixAllContext.CodeFixProvider,
                fixAllContext.Scope,
                key,
                fixAllContext.DiagnosticIds,
                reports,
                fixAllContext.CancellationToken);
        return WellKnownFixAllProviders.BatchFixer.GetFixAsync(context)!;
    }

    private sealed class Reports(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.WithCancellationToken(cancellationToken).GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document,
            CancellationToken cancellationToken) =>
            await context.WithCancellationToken(cancellationToken).GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project,
            CancellationToken cancellationToken) =>
            await context.WithCancellationToken(cancellationToken).GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
