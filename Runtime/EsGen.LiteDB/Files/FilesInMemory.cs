namespace EsGen.LiteDB;

internal sealed class FilesInMemory : IStoreFiles
{
    public string Name => LiteDbSettings.InMemory;

    public int CheckpointPages => 1000;

    public int ReservedFrames => 0;

    public int RecentLength => FilesOnDisk.DefaultRecentLength;

    public bool MustExist => false;

    public bool LogExists => false;

    public string MissingLog => "there is no log.";

    public IBlockFile OpenData() => new FileInMemory();

    public IBlockFile OpenLog() => new FileInMemory();
}
