using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Generators.Pipelines;

/// <summary>The files that pipelines write: named after a type and what they are about.</summary>
internal static class GeneratedSources
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static void Add(SourceProductionContext output, string name, string text) =>
        output.AddSource($"{name}.g.cs", SourceText.From(text, s_utf8));

    public static void Add(SourceProductionContext output, string name, string concern, string text) =>
        Add(output, $"{name}.{concern}", text);

    /// <summary>The names that others have but for their casing.</summary>
    public static EquatableArray<string> FindCollisions(ImmutableArray<string> hintNames) => new(hintNames
        .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
        .Where(static group => group.Count() > 1)
        .SelectMany(static group => group.OrderBy(static name => name, StringComparer.Ordinal).Skip(1))
        .OrderBy(static name => name, StringComparer.Ordinal));

    /// <summary>The beginning of the names of a type's files.</summary>
    public static string GetHintName(TypeDeclarationModel type, EquatableArray<string> collisions)
    {
        for (int i = 0; i < collisions.Count; i++)
        {
            if (collisions[i] == type.HintName)
            {
                return $"{type.HintName}({i + 1})";
            }
        }

        return type.HintName;
    }
}
