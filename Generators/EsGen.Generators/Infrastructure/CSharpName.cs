using Microsoft.CodeAnalysis.CSharp;

namespace EsGen.Generators;

/// <summary>Names as C# source and JSON want them.</summary>
internal static class CSharpName
{
    /// <summary>The name as an identifier in source: <c>@event</c> for <c>event</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string ToPascalCase(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>As System.Text.Json's camel case: a leading run of capitals is lowered, but for one that begins a word.</summary>
    public static string ToCamelCase(string name)
    {
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length && char.IsUpper(chars[i]); i++)
        {
            if (i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1]))
            {
                break;
            }

            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }

    public static bool IsIdentifier(string name) => SyntaxFacts.IsValidIdentifier(name);
}
