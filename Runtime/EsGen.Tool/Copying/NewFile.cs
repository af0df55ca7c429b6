namespace EsGen.Tool.Copying;

/// <summary>A file that gets its name when it is complete, and never takes that of another one.</summary>
internal static class NewFile
{
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        string full = Path.GetFullPath(path);
        ThrowIfTaken(full);
        string unfinished = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows())
            {
                // Its owner's only, as the store's own files are.
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (FileStream file = new(unfinished, options))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, full, overwrite: false);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void ThrowIfTaken(string path)
    {
        if (Path.Exists(path))
        {
            throw ToolException.Impossible($"There is a '{path}' already.");
        }
    }
}
