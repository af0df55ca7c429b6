using System.Text.RegularExpressions;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EsGen.Analyzers.Tests;

/// <summary>The <c>events.lock</c> of a user's project, from a text in which tests leave out the checksums.</summary>
internal static partial class TestLock
{
    public const string Path = "/project/events.lock";

    public static AdditionalText Of(string text) => new TextFile(Path, Print(text));

    /// <summary>The canonical text, with checksums.</summary>
    public static string Print(string text) => EventLockWriter.Write(EventLockReader.Read(Version().Replace(text.ReplaceLineEndings("\n"), "$0 ?")));

    [GeneratedRegex(@"^ *version \d+(?= *$)", RegexOptions.Multiline)]
    private static partial Regex Version();
}
