using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace EsGen.Generators.Symbols;

/// <summary>The user's documentation of a member, carried over to what is generated from it.</summary>
internal static class Documentation
{
    /// <summary>The summary, remarks and parameters of a symbol as lines of XML, with the parameters under other names.</summary>
    /// <param name="symbol">The member.</param>
    /// <param name="renamed">The new name of a parameter; null to leave it out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static EquatableArray<string> Get(ISymbol symbol, Func<string, string?> renamed, CancellationToken cancellationToken)
    {
        string? xml = symbol.GetDocumentationCommentXml(expandIncludes: false, cancellationToken: cancellationToken);
        if (string.IsNullOrWhiteSpace(xml))
        {
            return default;
        }

        try
        {
            XElement member = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
            foreach (XElement parameter in member.Descendants().Where(static e => e.Name.LocalName is "param" or "paramref").ToArray())
            {
                if (renamed((string?)parameter.Attribute("name") ?? "") is { } name)
                {
                    parameter.SetAttributeValue("name", name);
                }
                else if (parameter.Name.LocalName == "param")
                {
                    parameter.Remove();
                }
            }

            return new(member.Elements()
                .Where(static e => e.Name.LocalName is "summary" or "remarks" or "param")
                .SelectMany(static e => GetLines(e.ToString(SaveOptions.DisableFormatting))));
        }
        catch (XmlException)
        {
            // Badly formed documentation is the compiler's to report (CS1570).
            return default;
        }
    }

    /// <summary>The lines of an element without the indentation that they share; that of code in it stays.</summary>
    private static IEnumerable<string> GetLines(string element)
    {
        string[] lines = [.. element.Split('\n').Select(static line => line.TrimEnd()).Where(static line => line.Length > 0)];
        int shared = lines.Skip(1).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return lines.Select((line, i) => i == 0 ? line : line.Substring(shared));
    }
}
