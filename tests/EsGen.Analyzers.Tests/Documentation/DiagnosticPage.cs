using System.Text.RegularExpressions;
using EsGen.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace EsGen.Analyzers.Tests;

/// <summary>A page of <c>docs/diagnostics</c>.</summary>
internal sealed partial class DiagnosticPage(string id)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "diagnostics");

    public string Text { get; } = File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n");

    public string Title => Text[..Text.IndexOf('\n', StringComparison.Ordinal)];

    /// <summary>The example that has what the page is about.</summary>
    public string Failing => GetExample("fails")!;

    /// <summary>The same example, mended.</summary>
    public string Working => GetExample("works")!;

    /// <summary>Whether the example's project has the package's props.</summary>
    public string? RequireLock => id == DiagnosticDescriptors.NoLockId ? "" : null;

    /// <summary>Another project that the example needs; null if it needs none.</summary>
    private CompilationReference? Library => GetExample("library") is { } source
        ? UserBuild.Compile([CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14))], new CSharpParseOptions(LanguageVersion.CSharp14))
            .WithAssemblyName("Library")
            .ToMetadataReference()
        : null;

    /// <summary>Whether the place that is reported is in the lock, which has no pragmas.</summary>
    public static bool IsInLock(string id) =>
        id is DiagnosticDescriptors.MalformedLockId or DiagnosticDescriptors.LockConflictId or DiagnosticDescriptors.LockEditedId or DiagnosticDescriptors.EntityGoneId or DiagnosticDescriptors.HandlerGoneId;

    /// <summary>Builds the failing example, with its lock if it has one.</summary>
    public Task<UserBuild> BuildFailing(string before = "", string? editorConfig = null, params string[] more) =>
        UserBuild.Run([before + Failing, .. more], editorConfig: editorConfig, requireLock: RequireLock, reference: Library, generated: GetExample("generated"), additionalFiles: GetLock("fails"));

    /// <summary>Builds the mended example, with its lock if it has one.</summary>
    public Task<UserBuild> BuildWorking() => UserBuild.Run([Working], requireLock: RequireLock, reference: Library, generated: GetExample("generated"), additionalFiles: GetLock("works"));

    private AdditionalText[] GetLock(string kind) => GetExample(kind, "lock") is { } text ? [new TextFile(TestLock.Path, text)] : [];

    private string? GetExample(string kind, string language = "csharp")
    {
        Match[] matches = [.. Example().Matches(Text).Where(match => match.Groups["kind"].Value == kind && match.Groups["language"].Value == language)];
        Assert.True(matches.Length == 1 || ((language == "lock" || kind is "library" or "generated") && matches.Length == 0));
        return matches.FirstOrDefault()?.Groups["code"].Value;
    }

    [GeneratedRegex("^```(?<language>csharp|lock) (?<kind>\\w+)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
