using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>What the fixes of the lock's rules have in common: an entity, a lock, and a step in the history of one.</summary>
/// <remarks>None of them is for all places at once: each is a decision about what is stored.</remarks>
public abstract class HistoryCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Diagnostic diagnostic = context.Diagnostics[0];
        if (await DeclaredEntity.FindAsync(context.Document, context.Span, context.CancellationToken).ConfigureAwait(false) is { } entity
            && await LockDocument.ReadAsync(context.Document.Project, context.CancellationToken).ConfigureAwait(false) is { } content)
        {
            Register(context, diagnostic, entity, content);
        }
    }

    private protected abstract void Register(CodeFixContext context, Diagnostic diagnostic, DeclaredEntity entity, EventLock content);

    private protected static void Offer(
        CodeFixContext context,
        string title,
        string key,
        DeclaredEntity entity,
        EventLock content,
        Func<HistoryEdit, Task<Solution>> fix) =>
        context.RegisterCodeFix(
            CodeAction.Create(
                title,
                cancellationToken => fix(new HistoryEdit(context.Document.Project, entity, content, cancellationToken)),
                equivalenceKey: key),
            context.Diagnostics);

    private protected static string Get(
        Diagnostic diagnostic,
        string property) => diagnostic.Properties.TryGetValue(property, out string? value) ? value ?? "" : "";
}
