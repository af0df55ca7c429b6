namespace EsGen.PackageTests;

/// <summary>A dependency as the nuspec states it; without <c>include</c> and <c>exclude</c> everything flows.</summary>
public sealed record PackageDependency(string Id, string Version, string? Include, string? Exclude);
