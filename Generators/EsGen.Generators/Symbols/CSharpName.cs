using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators.Symbols;

/// <summary>Names as C# source and JSON want them.</summary>
internal static class CSharpName
{
    /// <summary>The name as an identifier in source: <c>@event</c> for <c>event</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    public static string ToPascalCase(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
