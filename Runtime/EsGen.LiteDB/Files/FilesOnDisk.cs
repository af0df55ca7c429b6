namespace EsGen.LiteDB;

/// <summary><c>example.db</c> and its log, <c>example.db.wal</c>.</summary>
/// <param name="path">The full path of the data file.</param>
/// <param name="mustExist">Whether no store may be created.</param>
/// <param name="syncDirectory">Makes new names in a directory durable.</param>
internal sealed class FilesOnDisk(string path, bool mustExist = false, Action<string>? syncDirectory = null) : IStoreFiles
{
    // The more, the more events of a sequence share the writing of a block; but they, and what was written among them,
    // up to twice as much, have to be read again when the store is opened.
    public const int DefaultRecentLength = 4 << 20;

    private StorePath _path = new(path);

    public string Name => path;

    public bool MustExist => mustExist;

    // 16 MB: everybody waits while the log is copied, and more than this brings no more appends.
    public int CheckpointPages => 2_000;

    // Half a megabyte.
    public int ReservedFrames => 64;

    public int RecentLength => DefaultRecentLength;

    public bool LogExists => File.Exists(_path.Log);

    public string MissingLog => _path.MissingLog;

    public IBlockFile OpenData()
    {
        _path = StorePath.Resolve(path);
        _path.ThrowIfNotThere(mustExist);
        return FileOnDisk.Open(_path.Data, mustExist ? FileMode.Open : FileMode.OpenOrCreate);
    }

    public IBlockFile OpenLog()
    {
        _path.ThrowIfLogIsLink();
        var log = FileOnDisk.Open(_path.Log, FileMode.OpenOrCreate);
        try
        {
            if (log.HasItsName == false)
            {
                throw _path.LogIsLink();
            }

            (syncDirectory ?? DirectoryEntries.Sync)(Path.GetDirectoryName(_path.Log)!);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }
}
