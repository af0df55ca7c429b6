namespace EsGen.LiteDB;

/// <summary>Where a path leads if every link in it is followed, whether there is a file or not.</summary>
/// <remarks>
/// Found once when a store is opened: so its log lies beside the file and not beside a link to it, and both stay together however the links
/// are switched meanwhile.
/// </remarks>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    /// <param name="path">A full path.</param>
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // Where no directory can be moved that has an open file in it.
            return new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }

        var links = 0;
        var real = "/";
        Stack<string> rest = new(PartsOf(path));
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Join(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"The path '{path}' can't be followed: its links lead in a circle.");
            }

            real = Path.IsPathRooted(target) ? "/" : real;
            foreach (var targetPart in PartsOf(target))
            {
                rest.Push(targetPart);
            }
        }

        return real;
    }

    /// <summary>The last one first.</summary>
    private static IEnumerable<string> PartsOf(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != ".").Reverse();
}
