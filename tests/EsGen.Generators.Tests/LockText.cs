using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace EsGen.Generators.Tests;

/// <summary>The <c>events.lock</c> of a user's project.</summary>
/// <param name="text">The file's text.</param>
internal sealed partial class LockText(string text) : AdditionalText
{
    private readonly Lazy<SourceText> _content = new(() => SourceText.From(EventLockWriter.Write(Read(text)), Encoding.UTF8));

    public override string Path => "/project/events.lock";

    public static EventLock Read(string text)
    {
        // Tests write no checksums.
        EventLock read = EventLockReader.Read(Version().Replace(text, "$0 ?"), out IReadOnlyList<LockProblem> problems, out _);
        Assert.All(problems, static problem => Assert.Equal(LockProblemKind.Edited, problem.Kind));
        return read;
    }

    public override SourceText GetText(CancellationToken cancellationToken = default) => _content.Value;

    [GeneratedRegex(@"^ *version \d+(?= *$)", RegexOptions.Multiline)]
    private static partial Regex Version();
}
