using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EsGen.CodeFixes.Schema;

/// <summary>Says that a policy or read model had another name before, or that one of that name is gone (ESG090).</summary>
/// <remarks>Not for all places at once: each is a decision about what is done again.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HandlerNameCodeFixProvider))]
public sealed class HandlerNameCodeFixProvider : CodeFixProvider
{
    /// <summary>The key of the fix that gives it the name as a former one; the name follows.</summary>
    public const string Renamed = nameof(Renamed);

    /// <summary>The key of the fix that lets the other one be gone; its name follows.</summary>
    public const string Gone = nameof(Gone);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.HandlerNameLostId];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await DeclaredHandler.FindAsync(context.Document, context.Span, context.CancellationToken).ConfigureAwait(false)
                is not { } declared
            || await LockDocument.ReadAsync(context.Document.Project, context.CancellationToken).ConfigureAwait(false) is not { } content)
        {
            return;
        }

        HandlerChange[] changes =
            [.. HandlerComparison.Compare(content, [.. declared.All.All.Values]).Where(change => change.Handler == declared.Handler)];
        foreach (LockedHandler locked in content.Handlers.Where(locked =>
            locked.Kind == declared.Handler.Kind && changes.Any(change => change.Names.Intersect(locked.Names).Any())))
        {
            Offer(
                locked.Name == declared.Handler.Name
                    ? "Complete FormerNames"
                    : $"'{locked.Name}' is now '{declared.Handler.Name}'",
                Renamed + locked.Name,
                cancellationToken => RenameAsync(context.Document.Project, declared, content, locked, cancellationToken));
            if (changes.Any(static change => change.Kind == HandlerChangeKind.MayBeRenamed))
            {
                Offer(
                    RetireHandlerCodeFixProvider.GetTitle(locked),
                    Gone + locked.Name,
                    cancellationToken => LockDocument.WriteAsync(
                        context.Document.Project.Solution,
                        context.Document.Project.Id,
                        LockUpdate.Retire(content, locked),
                        cancellationToken));
            }
        }

        void Offer(string title, string key, Func<CancellationToken, Task<Solution>> fix) =>
            context.RegisterCodeFix(CodeAction.Create(title, fix, key), context.Diagnostics);
    }

    private static async Task<Solution> RenameAsync(
        Project project,
        DeclaredHandler declared,
        EventLock content,
        LockedHandler locked,
        CancellationToken cancellationToken)
    {
        AttributeData? attribute = PolicyParser.GetAttribute(declared.Type) ?? ReadModelParser.GetAttribute(declared.Type);
        if (attribute?.ApplicationSyntaxReference is not { } reference
            || await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not AttributeSyntax syntax
            || project.Solution.GetDocument(syntax.SyntaxTree) is not { } document)
        {
            return project.Solution;
        }

        LockedHandler handler = declared.Handler;
        string[] missing = [.. locked.FormerNames.Append(locked.Name).Except(handler.Names)];
        bool isFirst = missing.Contains(locked.FirstName);
        SyntaxNode root = await syntax.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        Solution changed = document
            .WithSyntaxRoot(root.ReplaceNode(syntax, AttributeArguments.AddFormerNames(syntax, missing, isFirst)))
            .Project.Solution;
        IEnumerable<string> names = isFirst ? missing.Concat(handler.FormerNames) : handler.FormerNames.Concat(missing);
        return await LockDocument.WriteAsync(
            changed,
            project.Id,
            LockUpdate.Accept(content, handler with { FormerNames = new(names) }),
            cancellationToken).ConfigureAwait(false);
    }
}
