namespace EsGen.LiteDB;

/// <summary>The files of a store that is only read; neither is created or changed, whatever the store does.</summary>
internal sealed class FilesToRead(string path) : IStoreFiles
{
    private StorePath _path = new(path);

    public string Name => path;

    public bool MustExist => true;

    public int CheckpointPages => 2_000;

    public int ReservedFrames => 0;

    public int RecentLength => FilesOnDisk.DefaultRecentLength;

    public bool LogExists => File.Exists(_path.Log);

    public string MissingLog => _path.MissingLog;

    public IBlockFile OpenData()
    {
        _path = StorePath.Resolve(path);
        _path.ThrowIfNotThere(mustExist: true);
        return new OverlaidFile(FileOnDisk.OpenToRead(_path.Data));
    }

    public IBlockFile OpenLog()
    {
        _path.ThrowIfLogIsLink();
        return new OverlaidFile(LogExists ? FileOnDisk.OpenToRead(_path.Log) : null);
    }
}
