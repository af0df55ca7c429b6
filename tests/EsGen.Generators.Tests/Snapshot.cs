using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace EsGen.Generators.Tests;

/// <summary>
/// Compares generated files with those kept as <c>Snapshots/{TestClass}.{TestMethod}#{HintName}.verified.cs</c> beside the test
/// (the naming of Verify.SourceGenerators). A missing, changed or left-over file fails the test, and a missing or changed one leaves
/// what was generated as <c>.received.cs</c>; <c>ESGEN_ACCEPT_SNAPSHOTS=1 dotnet test</c> rewrites the verified files instead.
/// </summary>
internal static class Snapshot
{
    private const string Verified = ".verified.cs";
    private const string Received = ".received.cs";

    private static readonly bool s_accepts = Environment.GetEnvironmentVariable("ESGEN_ACCEPT_SNAPSHOTS") == "1";
    private static readonly bool s_isOnCI = Environment.GetEnvironmentVariable("CI") is not (null or "" or "0" or "false");

    public static void Match(
        IEnumerable<(string HintName, string Text)> files,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string testMethod = "") =>
        Match(files, Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots"), $"{Path.GetFileNameWithoutExtension(testFile)}.{testMethod}#", s_accepts, s_isOnCI);

    /// <summary>The same, with everything around it given, so that this helper can be tested too.</summary>
    internal static void Match(IEnumerable<(string HintName, string Text)> files, string folder, string prefix, bool accepts, bool isOnCI)
    {
        if (accepts && isOnCI)
        {
            throw new XunitException("Snapshots are never accepted on CI: unset ESGEN_ACCEPT_SNAPSHOTS.");
        }

        Directory.CreateDirectory(folder);

        // Without regard to case, like hint names themselves and like most developers' disks.
        SortedDictionary<string, string> actual = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string hintName, string text) in files)
        {
            actual.Add(prefix + Path.ChangeExtension(hintName, null), Normalize(text));
        }

        foreach (string stale in Directory.GetFiles(folder, prefix + "*" + Received))
        {
            File.Delete(stale);
        }

        string[] leftOver =
        [
            .. Directory.GetFiles(folder, prefix + "*" + Verified)
                .Where(path => !actual.ContainsKey(Path.GetFileName(path)[..^Verified.Length]))
                .Order(StringComparer.Ordinal),
        ];
        if (accepts)
        {
            Array.ForEach(leftOver, File.Delete);
            foreach ((string name, string text) in actual)
            {
                Write(Path.Combine(folder, name + Verified), text);
            }

            return;
        }

        StringBuilder problems = new();
        foreach ((string name, string text) in actual)
        {
            string verified = Path.Combine(folder, name + Verified);
            string? expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
            if (expected != text)
            {
                problems.Append(expected is null ? "missing   " : "changed   ").AppendLine(Path.GetFileName(verified)).AppendLine(Diff(expected ?? "", text));
                Write(Path.Combine(folder, name + Received), text);
            }
        }

        foreach (string path in leftOver)
        {
            problems.Append("left over ").AppendLine(Path.GetFileName(path));
        }

        if (problems.Length > 0)
        {
            throw new XunitException($"The snapshots differ. If the new output is right, run ESGEN_ACCEPT_SNAPSHOTS=1 dotnet test and review the diff.\n{problems}");
        }
    }

    private static string Diff(string expected, string actual)
    {
        List<DiffPiece> lines = InlineDiffBuilder.Diff(expected, actual).Lines;
        HashSet<int> shown = [.. Enumerable.Range(0, lines.Count).Where(i => lines[i].Type != ChangeType.Unchanged).SelectMany(i => Enumerable.Range(i - 2, 5))];
        return string.Join('\n', lines.Where((_, i) => shown.Contains(i)).Select(line => line.Type switch
        {
            ChangeType.Inserted => $"  + {line.Text}",
            ChangeType.Deleted => $"  - {line.Text}",
            _ => $"    {line.Text}",
        }));
    }

    private static void Write(string path, string text) => File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    // In C# 15 the base of the events is closed, and everything else is the same.
    private static string Normalize(string text) => text.Replace("\r\n", "\n").Replace("public closed record Event ", "public abstract record Event ");
}
