using Xunit;

namespace EsGen.Generators.Tests.Layers;

/// <summary>Which folder of a project may know which, by the types that its files name and the namespaces that they import.</summary>
public sealed class LayerTests
{
    /// <summary>The generator's folders: each may know those before it. The analyzers know no emitter, and nobody knows an analyzer.</summary>
    private static readonly string[] s_generator = ["Diagnostics", "Symbols", "Model", "Parsing", "Schema", "Emit", "Pipelines", ""];

    private static readonly string[] s_knownToAnalyzers = ["Analyzers", "Diagnostics", "Symbols", "Model", "Parsing", "Schema"];

    [Fact]
    public void A_folder_of_the_generator_knows_only_those_below_it()
    {
        IReadOnlyList<TypeReference> references = TypeReferences.Of("Generators/EsGen.Generators", "Generators/EsGen.Schema");

        Assert.Equal([.. s_generator.Append("Analyzers").Order()], references.Select(static reference => reference.FromFolder).Distinct().Order());
        string[] turnedRound = [.. references.Where(static reference => !MayKnow(reference.FromFolder, reference.ToFolder)).Select(static reference => reference.ToString())];
        Assert.Empty(turnedRound);
    }

    [Fact]
    public void The_schema_library_knows_no_compiler() =>
        Assert.DoesNotContain(RepositoryFiles.Find("Generators/EsGen.Schema"), static file => File.ReadAllText(file).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    /// <summary>So that the folder of a type can be told from the usings of whoever names it.</summary>
    [Theory]
    [InlineData("Generators/EsGen.Generators")]
    [InlineData("Generators/EsGen.CodeFixes")]
    public void A_folder_is_a_namespace(string project)
    {
        string name = Path.GetFileName(project);
        string root = Path.Combine(Repository.Root, project);
        foreach (string file in RepositoryFiles.Find(project))
        {
            string folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {(folder == "." ? name : $"{name}.{folder}")};", File.ReadLines(file));
        }
    }

    private static bool MayKnow(string from, string to) =>
        from == "Analyzers" ? s_knownToAnalyzers.Contains(to) : s_generator.Contains(to) && Array.IndexOf(s_generator, from) >= Array.IndexOf(s_generator, to);
}
