using Microsoft.CodeAnalysis;

namespace EsGen.Generators;

/// <summary>What the parser makes of a class, and what it reports.</summary>
internal sealed record ParsedEntity(EntityModel Model, IReadOnlyList<Diagnostic> Reports)
{
    public static ParsedEntity Of(INamedTypeSymbol type, EventLock? locked)
    {
        List<Diagnostic> reports = [];
        // Not to be cancelled, because others wait for it.
        EntityModel model = EntityParser.Parse(type, reports.Add, CancellationToken.None, locked?.Find(EntityParser.GetEntityNames(type))?.RetiredEvents);
        return new ParsedEntity(model, reports);
    }
}
