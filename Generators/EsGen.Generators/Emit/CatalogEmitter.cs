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

        string[] ids =
            [.. entries.SelectMany(static entry => entry.DiagnosticIds).Distinct().OrderBy(static id => id, StringComparer.Ordinal)];
        return GeneratedFile.OfAssembly(ids, writer =>
        {
            foreach (CatalogEntry entry in entries.Where(static entry => entry.TypeName is not null))
            {
                writer.Line($"[assembly: global::EsGen.CompilerServices.EventSourced<{entry.TypeName}>]");
            }

            foreach (CatalogEntry entry in entries)
            {
                // More quotes than there are in the text, as raw text wants it.
                string quotes = "\"\"\"";
                while (entry.DeclaredEvents.Contains(quotes))
                {
                    quotes += "\"";
                }

                writer.Line();
                writer.Line($"[assembly: global::EsGen.CompilerServices.DeclaredEvents({quotes}");
                foreach (string line in entry.DeclaredEvents.TrimEnd('\n').Split('\n'))
                {
                    writer.Line("    " + line);
                }

                writer.Line($"    {quotes})]");
            }
        });
    }
}
