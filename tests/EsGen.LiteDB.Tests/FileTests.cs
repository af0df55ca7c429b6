using EsGen.Testing.Stores;

namespace EsGen.LiteDB.Tests;

public sealed class FileTests : PersistentStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private int _databases;

    protected override IDatastore CreateDatastore()
    {
        _databases++;
        return CreateDatastoreAgain();
    }

    protected override IDatastore CreateDatastoreAgain() => new LiteDbDatastore(new LiteDbSettings { Path = _folder.File($"{_databases}.db") });

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
