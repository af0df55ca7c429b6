using Microsoft.CodeAnalysis.Text;

namespace EsGen.Analyzers.Tests;

/// <summary>
/// A file of the folder <c>Misuse</c>: one mistake, named after the rule that it is against. Where we report it is marked; what the compiler
/// complains about itself is in a first line such as <c>// CS0260, CS9248</c>.
/// </summary>
internal sealed class Misuse
{
    private Misuse(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        (Source, Expected) = Rule.Parse(File.ReadAllText(file).ReplaceLineEndings("\n"));
        string first = Source[..Source.IndexOf('\n', StringComparison.Ordinal)];
        CompilerErrors = first.StartsWith("// CS", StringComparison.Ordinal) ? first[3..].Split(", ") : [];
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "EsGen.Analyzers.Tests", "Misuse");

    public static IReadOnlyList<Misuse> All { get; } = [.. Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal).Select(static file => new Misuse(file))];

    public string Name { get; }

    /// <summary>The rule, or <c>Syntax</c> for what is no C# at all.</summary>
    public string Area => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    public string Source { get; }

    public (string Id, TextSpan Span)[] Expected { get; }

    public string[] CompilerErrors { get; }
}
