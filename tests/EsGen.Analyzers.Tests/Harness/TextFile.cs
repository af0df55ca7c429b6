using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Analyzers.Tests;

/// <summary>An additional file of the user's project.</summary>
internal sealed class TextFile(string path, string text) : AdditionalText
{
    // One, as the compiler's files have.
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
