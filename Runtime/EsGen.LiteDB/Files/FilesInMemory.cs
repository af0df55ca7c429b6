namespace EsGen.LiteDB;

internal sealed class FilesInMemory : IStoreFiles
{
    public string Name => LiteDbSettings.InMemory;

    public int CheckpointPages => 1000;

    public int ReservedFrames => 0;

    public int RecentLength => FilesOnDisk.DefaultRecentLength;

    public bool LogExists => false;

    public IBlockFile OpenData() => new FileInMemory();

    public IBlockFile OpenLog() => new FileInMemory();

    public void DeleteLog()
    {
    }
}
