using System.Collections.Immutable;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EsGen.CodeFixes.Schema;

/// <summary>Says what became of an event that is gone from the code (ESG033): it has another name, or it is retired.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GoneEventCodeFixProvider))]
public sealed class GoneEventCodeFixProvider : HistoryCodeFixProvider
{
    /// <summary>The key of the fix that takes a new event for it; the new one's name follows.</summary>
    public const string Renamed = nameof(Renamed);

    /// <summary>The key of the fix that retires it and keeps what it does to the state.</summary>
    public const string Retired = nameof(Retired);

    /// <summary>The key of the fix that retires it and forgets what it did.</summary>
    public const string Ignored = nameof(Ignored);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticDescriptors.EventGoneId];

    private protected override void Register(CodeFixContext context, Diagnostic diagnostic, DeclaredEntity entity, EventLock content)
    {
        string name = Get(diagnostic, Proposals.EventName);
        if (content.Find(entity.Names) is not { } locked || locked.Events.FirstOrDefault(e => e.Name == name) is not { } gone)
        {
            return;
        }

        // Those that look like it come first.
        foreach (LockedEvent candidate in entity.Schema.Events
            .Where(e => SchemaComparison.FindLocked(locked, e) is null && e.Kind == gone.Kind)
            .OrderBy(e => ShapeComparison.Compare(gone.Latest, e.Latest).Count))
        {
            (string, string)? renamed = NewVersionCodeFixProvider.FindRenamedField(gone.Latest, candidate.Latest);
            bool fits = ShapeComparison.Compare(gone.Latest, candidate.Latest).All(static change => change.IsCompatible);
            int version = gone.Latest.Number + (fits ? 0 : 1);
            Offer(
                context,
                $"'{name}' is now '{candidate.Name}'",
                Renamed + candidate.Name,
                entity,
                content,
                edit => edit.SetVersionAsync(candidate.Name, version, name, renamed));
        }

        Offer(context, $"Retire '{name}'", Retired, entity, content, edit => edit.RetireAsync(name, isIgnored: false));
        Offer(
            context,
            $"Retire '{name}', and pass it by on replay",
            Ignored,
            entity,
            content,
            edit => edit.RetireAsync(name, isIgnored: true));
    }
}
