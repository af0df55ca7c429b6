using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators.Symbols;

/// <summary>A string literal in source.</summary>
internal static class Literal
{
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Of text as it stands between quotes in JSON.</summary>
    public static string OfJson(string text) => Of(string.Concat(text.Select(static c => c switch
    {
        '"' or '\\' => "\\" + c,
        < ' ' => $"\\u{(int)c:x4}",
        _ => c.ToString(),
    })));
}
