using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>What the parser makes of a class, and what it reports.</summary>
/// <param name="Model">The events, and what happens to them.</param>
/// <param name="State">The state of a class with snapshots; null of any other.</param>
/// <param name="Reports">What is reported.</param>
internal sealed record ParsedEntity(EntityModel Model, StateModel? State, IReadOnlyList<Diagnostic> Reports)
{
    public static ParsedEntity Of(INamedTypeSymbol type, LockFile? locked, AliasedAssemblies aliased)
    {
        List<Diagnostic> reports = [];
        IReadOnlyCollection<string>? retired = locked?.Content.Find(EventSourcedType.GetNames(type))?.RetiredEvents;

        // Not to be cancelled, because others wait for it.
        (EntityModel model, StateModel? state) = EventSourcedType.GetSnapshotAttribute(type) is null
            ? new(EntityParser.Parse(type, reports.Add, CancellationToken.None, retired, aliased), State: null)
            : EntityParser.ParseWhole(type, reports.Add, CancellationToken.None, retired, aliased);

        // What a lock that can't be read whole has of retired events isn't known, and the advice would be to delete what reads them.
        return new ParsedEntity(
            model,
            state,
            locked is { IsIncomplete: true }
                ? [.. reports.Where(static report => report.Id != DiagnosticDescriptors.HookMatchesNoEventId)]
                : reports);
    }
}
