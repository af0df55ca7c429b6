using System.Security;

namespace EsGen.Generators.Emit;

/// <summary>Text in a documentation comment: one line, and no markup.</summary>
internal static class XmlText
{
    // The compiler ends a comment at these, and what follows would be code.
    public static string Of(string text) =>
        SecurityElement.Escape(string.Concat(text.Select(static c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)));
}
