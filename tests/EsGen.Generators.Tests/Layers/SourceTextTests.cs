using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Generators.Tests.Layers;

/// <summary>Files of fewer than 400 lines, and lines of 140 characters, that the next person can read.</summary>
public sealed class SourceTextTests
{
    private const int MaxLength = 140;
    private const int MaxLines = 400;

    [Theory]
    [InlineData("Generators")]
    [InlineData("Runtime/EsGen.Hosting")]
    [InlineData("Runtime/EsGen.LiteDB")]
    [InlineData("Runtime/EsGen.PostgreSql")]
    [InlineData("Runtime/EsGen.Testing")]
    [InlineData("Runtime/EsGen.Testing.Stores")]
    [InlineData("Runtime/EsGen.Tool")]
    public void No_file_and_no_line_is_too_long(string folder) => Assert.Empty(FindLong(folder));

    [Fact]
    public void A_text_over_several_lines_is_data()
    {
        string line = new('x', MaxLength + 1);

        Assert.Equal([1], GetLongLines($"class {line};"));
        Assert.Empty(GetLongLines($$""""
            class C { string s = """
                {{line}}
                """; }
            """"));
    }

    /// <param name="folder">A folder, from the repository's on.</param>
    private static IEnumerable<string> FindLong(string folder)
    {
        foreach (string file in RepositoryFiles.Find(folder))
        {
            string text = File.ReadAllText(file);
            string name = Path.GetRelativePath(Repository.Root, file);
            int lines = text.Count(static c => c == '\n');
            if (lines > MaxLines)
            {
                yield return $"{name} has {lines} lines";
            }

            foreach (int line in GetLongLines(text))
            {
                yield return $"{name}({line})";
            }
        }
    }

    private static int[] GetLongLines(string text)
    {
        SourceText source = SourceText.From(text);
        TextLine[] candidates = [.. source.Lines.Where(static line => line.Span.Length > MaxLength)];
        if (candidates.Length == 0)
        {
            return [];
        }

        SyntaxNode root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        return [.. candidates.Where(line => !IsInText(root, line)).Select(static line => line.LineNumber + 1)];
    }

    /// <summary>Whether a line is within a literal that begins before it and goes on after it.</summary>
    private static bool IsInText(SyntaxNode root, TextLine line)
    {
        SyntaxToken token = root.FindToken(line.Start);
        return (token.SpanStart < line.Start && token.Span.End >= line.End)
            || token.Parent!.AncestorsAndSelf().Any(node =>
                node.Kind() is SyntaxKind.InterpolatedStringExpression && node.SpanStart < line.Start && node.Span.End > line.Start);
    }
}
