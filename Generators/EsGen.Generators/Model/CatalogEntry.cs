namespace EsGen.Generators.Model;

/// <summary>An entity, policy or read model that an assembly lists.</summary>
/// <param name="TypeName">Its full name, as in source; null if code elsewhere can't name it.</param>
/// <param name="DiagnosticIds">What has to be suppressed where it is named.</param>
/// <param name="DeclaredEvents">Itself, as the lock would have it.</param>
internal sealed record CatalogEntry(string? TypeName, EquatableArray<string> DiagnosticIds, string DeclaredEvents);
