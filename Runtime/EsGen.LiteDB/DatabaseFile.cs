namespace EsGen.LiteDB;

/// <summary>What must hold of a path before LiteDB may have it.</summary>
internal static class DatabaseFile
{
    private const int SignatureOffset = 32;

    private static ReadOnlySpan<byte> Signature => "** This is a LiteDB file **"u8;

    /// <summary>
    /// Throws if the directory is missing, or if the file is somebody else's: LiteDB cuts that to whole pages before it looks at it.
    /// </summary>
    public static void ThrowIfNotOpenable(string path)
    {
        if (Path.GetDirectoryName(path) is { } directory && !Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The database '{path}' can't be opened: its directory doesn't exist.");
        }

        FileInfo file = new(path);
        if (file is { Exists: true, Length: > 0 } && !HasSignature(path))
        {
            throw new InvalidDataException($"The file '{path}' isn't a LiteDB 5 database without a password; it was left as it is.");
        }
    }

    private static bool HasSignature(string path)
    {
        Span<byte> start = stackalloc byte[SignatureOffset + Signature.Length];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start[SignatureOffset..].SequenceEqual(Signature);
    }
}
