namespace EsGen.LiteDB;

internal sealed class FilesInMemory : IStoreFiles
{
    public string Name => LiteDbSettings.InMemory;

    public IBlockFile OpenData() => new FileInMemory();

    public IBlockFile OpenLog() => new FileInMemory();

    public void DeleteLog()
    {
    }
}
