using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators;

/// <summary>A string literal in source.</summary>
internal static class Literal
{
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
