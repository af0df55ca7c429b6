using System.Text;
using EsGen.Schema;

namespace EsGen.Tool.Locking;

/// <summary>A lock on the disk.</summary>
internal static class LockFile
{
    /// <summary>What a lock has.</summary>
    /// <exception cref="ToolException">A part of it can't be read.</exception>
    public static EventLock Read(string path)
    {
        EventLock content = EventLockReader.Read(File.ReadAllText(path), out IReadOnlyList<LockProblem> problems, out _);
        return problems is [var first, ..]
            ? throw ToolException.DoesNotHold(
                $"{path}({first.Line + 1}): {first.Reason}{(problems.Count > 1 ? $"; and {problems.Count - 1} more" : "")}.")
            : content;
    }

    public static void Write(string path, EventLock content)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.unfinished";
        try
        {
            File.WriteAllText(unfinished, EventLockWriter.Write(content), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
