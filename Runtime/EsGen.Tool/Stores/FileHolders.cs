namespace EsGen.Tool.Stores;

/// <summary>Finds out who has a file open, where the system tells.</summary>
internal static class FileHolders
{
    private const string Processes = "/proc";

    /// <summary>The processes, with their numbers and what they run; none where that isn't known.</summary>
    /// <param name="path">The file.</param>
    public static IReadOnlyList<string> Find(string path)
    {
        if (!Directory.Exists(Processes))
        {
            return [];
        }

        string full = Path.GetFullPath(path);
        full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        return [.. Directory.EnumerateDirectories(Processes).Where(directory => IsHolder(directory, full)).Select(Describe)];
    }

    private static bool IsHolder(string directory, string path)
    {
        if (!int.TryParse(Path.GetFileName(directory), out _))
        {
            return false;
        }

        try
        {
            return Directory.EnumerateFiles(Path.Combine(directory, "fd")).Any(link => new FileInfo(link).LinkTarget == path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return false;
        }
    }

    private static string Describe(string directory)
    {
        string id = Path.GetFileName(directory);
        try
        {
            string[] words = File.ReadAllText(Path.Combine(directory, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);

            // No further arguments: there may be secrets among them.
            string program = string.Join(' ', words.Take(words is [var first, ..] && Path.GetFileName(first) == "dotnet" ? 2 : 1));
            return program.Length == 0 ? $"process {id}" : $"process {id} ({program})";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"process {id}";
        }
    }
}
