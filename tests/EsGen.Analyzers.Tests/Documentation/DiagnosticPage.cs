using System.Text.RegularExpressions;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A page of <c>docs/diagnostics</c>.</summary>
internal sealed partial class DiagnosticPage(string id)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "diagnostics");

    public string Text { get; } = File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n");

    public string Title => Text[..Text.IndexOf('\n', StringComparison.Ordinal)];

    /// <summary>The example that has what the page is about.</summary>
    public string Failing => GetExample("fails");

    /// <summary>The same example, mended.</summary>
    public string Working => GetExample("works");

    private string GetExample(string kind) => Assert.Single(Example().Matches(Text), match => match.Groups["kind"].Value == kind).Groups["code"].Value;

    [GeneratedRegex("^```csharp (?<kind>\\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
