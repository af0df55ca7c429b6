namespace EsGen.Generators.Emit;

/// <summary>Prints the attributes by which an assembly says what it has, for tools that can't look into every class.</summary>
internal static class CatalogEmitter
{
    /// <returns>The file; null if there is nothing that others could name.</returns>
    public static string? Emit(EquatableArray<CatalogEntry> entries)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        string[] ids = [.. entries.SelectMany(static entry => entry.DiagnosticIds).Distinct().OrderBy(static id => id, StringComparer.Ordinal)];
        return GeneratedFile.OfAssembly(ids, writer =>
        {
            foreach (CatalogEntry entry in entries)
            {
                writer.Line($"[assembly: global::EsGen.CompilerServices.EventSourced<{entry.TypeName}>]");
            }
        });
    }
}
