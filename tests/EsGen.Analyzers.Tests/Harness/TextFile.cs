using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Analyzers.Tests;

/// <summary>An additional file of the user's project.</summary>
internal sealed class TextFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
