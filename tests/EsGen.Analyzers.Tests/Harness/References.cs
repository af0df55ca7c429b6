using Microsoft.CodeAnalysis;

namespace EsGen.Analyzers.Tests;

/// <summary>The assemblies that this test run itself uses, as references: nothing is downloaded at test time.</summary>
internal static class References
{
    public static MetadataReference[] All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(EntityAttribute).Assembly.Location),
    ];
}
