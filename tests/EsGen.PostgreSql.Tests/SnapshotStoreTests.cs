using EsGen.Testing.Stores;

namespace EsGen.PostgreSql.Tests;

public sealed class SnapshotStoreTests : SnapshotStoreContract
{
    protected override IDatastore CreateDatastore() => new PostgreSqlDatastore(PostgreSqlServer.NewSettings());
}
