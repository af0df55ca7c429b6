using System.Text.Json;

namespace EsGen.PackageTests;

/// <summary>Reads the SARIF file that the compiler writes: it says of each diagnostic, also of hidden ones, in which file it is.</summary>
internal static class CompilerLog
{
    public const string FileName = "compiler.sarif";

    public static IReadOnlyList<CompilerDiagnostic> Read(string file)
    {
        using JsonDocument log = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. log.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => !result.TryGetProperty("suppressions", out _))
                .Select(Read),
        ];
    }

    private static CompilerDiagnostic Read(JsonElement result) => new(
        result.GetProperty("ruleId").GetString()!,
        // SARIF leaves out the level that is its default.
        result.TryGetProperty("level", out JsonElement level) ? level.GetString()! : "warning",
        result.TryGetProperty("locations", out JsonElement locations) && locations.GetArrayLength() > 0
            ? locations[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!
            : "",
        result.GetProperty("message").GetProperty("text").GetString()!);
}
