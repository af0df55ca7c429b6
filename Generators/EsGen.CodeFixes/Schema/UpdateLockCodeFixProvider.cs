using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.CodeFixes.Schema;

/// <summary>Takes an event, a policy or a read model into <c>events.lock</c> that is new (ESG030).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UpdateLockCodeFixProvider))]
public class UpdateLockCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.EventNotLockedId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => new FixAll();

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await LockDocument.ReadAsync(context.Document.Project, context.CancellationToken).ConfigureAwait(false) is not { } content)
        {
            return;
        }

        if (diagnostic.Properties.TryGetValue(Proposals.EventName, out string? name))
        {
            if (await DeclaredEntity.FindAsync(context.Document, context.Span, context.CancellationToken).ConfigureAwait(false)
                    is { } entity
                && CanAccept(content, entity.Schema, name!))
            {
                Offer(name!);
            }
        }
        else if (await DeclaredHandler.FindAsync(context.Document, context.Span, context.CancellationToken).ConfigureAwait(false)
            is { Handler: var handler }
            && LockUpdate.Accept(content, handler) != content)
        {
            Offer(handler.Name);
        }

        void Offer(string added) => context.RegisterCodeFix(
            CodeAction.Create(
                diagnostic.Id == DiagnosticDescriptors.EventNotLockedId
                    ? $"Add '{added}' to {EventLock.FileName}"
                    : $"Update {EventLock.FileName}",
                cancellationToken => AcceptAsync(context.Document.Project, [(context.Document, diagnostic)], cancellationToken),
                equivalenceKey: diagnostic.Id),
            context.Diagnostics);
    }

    // An event of which a field can't be stored at all changes nothing.
    private static bool CanAccept(EventLock content, LockedEntity declared, string name)
    {
        EventLock accepted = LockUpdate.Accept(content, declared, name);
        return accepted != content
            && (name.Length == 0 || !accepted.Find([declared.Name])!.Events.Equals(content.Find(declared.Names)?.Events ?? default))
            && !MayBeRenamed(content, declared, name);
    }

    /// <summary>Whether a new event may be what another one is called now, which is for its own rule (ESG033) to ask first.</summary>
    private static bool MayBeRenamed(
        EventLock content,
        LockedEntity declared,
        string name) => SchemaComparison.MayBeRenamed(content.Find(declared.Names), declared, name);

    private static async Task<Solution> AcceptAsync(
        Project project,
        IEnumerable<(Document Document, Diagnostic Diagnostic)> places,
        CancellationToken cancellationToken)
    {
        if (await LockDocument.ReadAsync(project, cancellationToken).ConfigureAwait(false) is not { } content)
        {
            return project.Solution;
        }

        foreach ((Document document, Diagnostic diagnostic) in places)
        {
            TextSpan span = diagnostic.Location.SourceSpan;
            if (!diagnostic.Properties.TryGetValue(Proposals.EventName, out string? name))
            {
                content = await DeclaredHandler.FindAsync(document, span, cancellationToken).ConfigureAwait(false) is { } declared
                    ? LockUpdate.Accept(content, declared.Handler)
                    : content;
            }
            else if (await DeclaredEntity.FindAsync(document, span, cancellationToken).ConfigureAwait(false) is { } entity
                && !MayBeRenamed(content, entity.Schema, name!))
            {
                content = LockUpdate.Accept(content, entity.Schema, name);
            }
        }

        return await LockDocument.WriteAsync(project.Solution, project.Id, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All at once: each fix alone would write the whole file, and only the last would be left.</summary>
    private sealed class FixAll : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
            $"Update {EventLock.FileName}",
            cancellationToken => FixAsync(fixAllContext.WithCancellationToken(cancellationToken)),
            fixAllContext.CodeActionEquivalenceKey));

        private static async Task<Solution> FixAsync(FixAllContext context)
        {
            Solution solution = context.Solution;
            foreach (Project project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
            {
                List<(Document, Diagnostic)> places = [];
                foreach (Document document in context is { Scope: FixAllScope.Document, Document: { } only } ? [only] : project.Documents)
                {
                    places.AddRange(
                        (await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)).Select(diagnostic =>
                            (document, diagnostic)));
                }

                if (places.Count > 0)
                {
                    Solution changed = await AcceptAsync(project, places, context.CancellationToken).ConfigureAwait(false);
                    if (LockDocument.Find(changed.GetProject(project.Id)!) is { } written)
                    {
                        solution = solution.WithAdditionalDocumentText(
                            written.Id,
                            await written.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
                    }
                }
            }

            return solution;
        }
    }
}
