namespace EsGen.LiteDB;

/// <summary><c>example.db</c> and its log, <c>example.db.wal</c>.</summary>
internal sealed class FilesOnDisk(string path) : IStoreFiles
{
    public const string LogSuffix = ".wal";

    // The more, the more events of a sequence share the writing of a block; but all have to be read again when the store is opened.
    public const int DefaultRecentLength = 4 << 20;

    private readonly string _logPath = path + LogSuffix;

    // The log that LiteDB itself would use; what it holds, LiteDB hasn't copied to the data file yet.
    private readonly string _foreignLogPath =
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

    public string Name => path;

    // 16 MB: everybody waits while the log is copied, and more than this brings no more appends.
    public int CheckpointPages => 2_000;

    // Half a megabyte.
    public int ReservedFrames => 64;

    public int RecentLength => DefaultRecentLength;

    public bool LogExists => File.Exists(_logPath);

    public IBlockFile OpenData()
    {
        if (Path.GetDirectoryName(path) is { } directory && !Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"The database '{path}' can't be opened: its directory doesn't exist.");
        }

        if (new FileInfo(_foreignLogPath) is { Exists: true, Length: > 0 })
        {
            throw new InvalidDataException(
                $"The database '{path}' was last written by LiteDB without EsGen, and its log '{_foreignLogPath}' isn't empty.");
        }

        if (!File.Exists(path) && new FileInfo(_logPath) is { Exists: true, Length: > LogFrame.Length } log)
        {
            throw new StoreCorruptException(
                $"There is no file '{path}', but its log '{_logPath}' has {log.Length} bytes: the file was moved or deleted. The log was left as it is.");
        }

        return FileOnDisk.Open(path);
    }

    public IBlockFile OpenLog() => FileOnDisk.Open(_logPath);

    public void DeleteLog() => File.Delete(_logPath);
}
