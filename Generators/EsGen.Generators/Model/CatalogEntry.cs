namespace EsGen.Generators.Model;

/// <summary>An entity that an assembly lists.</summary>
/// <param name="TypeName">Its full name, as in source.</param>
/// <param name="DiagnosticIds">What has to be suppressed where it is named.</param>
internal sealed record CatalogEntry(string TypeName, EquatableArray<string> DiagnosticIds);
