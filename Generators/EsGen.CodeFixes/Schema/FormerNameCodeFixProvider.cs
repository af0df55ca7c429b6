using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>Adds a name that events are stored under to <c>FormerNames</c> (ESG035).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormerNameCodeFixProvider))]
public sealed class FormerNameCodeFixProvider : HistoryCodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.LostNameId];

    private protected override void Register(CodeFixContext context, Diagnostic diagnostic, DeclaredEntity entity, EventLock content)
    {
        string formerName = Get(diagnostic, Proposals.FormerName);
        string title = $"Add '{formerName}' to FormerNames";
        if (Get(diagnostic, Proposals.EventName) is { Length: > 0 } name
            && entity.Schema.Events.FirstOrDefault(e => e.Name == name) is { } e)
        {
            Offer(
                context,
                title,
                DiagnosticDescriptors.LostNameId,
                entity,
                content,
                edit => edit.SetVersionAsync(name, e.Latest.Number, formerName));
        }
        else
        {
            Offer(context, title, DiagnosticDescriptors.LostNameId, entity, content, edit => edit.AddEntityNameAsync(formerName));
        }
    }
}
