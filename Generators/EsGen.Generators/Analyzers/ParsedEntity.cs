using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Analyzers;

/// <summary>What the parser makes of a class, and what it reports.</summary>
internal sealed record ParsedEntity(EntityModel Model, IReadOnlyList<Diagnostic> Reports)
{
    public static ParsedEntity Of(INamedTypeSymbol type, LockFile? locked, AliasedAssemblies aliased)
    {
        List<Diagnostic> reports = [];
        // Not to be cancelled, because others wait for it.
        EntityModel model = EntityParser.Parse(
            type,
            reports.Add,
            CancellationToken.None,
            locked?.Content.Find(EventSourcedType.GetNames(type))?.RetiredEvents,
            aliased);

        // What a lock that can't be read whole has of retired events isn't known, and the advice would be to delete what reads them.
        return new ParsedEntity(
            model,
            locked is { IsIncomplete: true }
                ? [.. reports.Where(static report => report.Id != DiagnosticDescriptors.HookMatchesNoEventId)]
                : reports);
    }
}
