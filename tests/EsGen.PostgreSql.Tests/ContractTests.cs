using EsGen.Testing.Stores;

namespace EsGen.PostgreSql.Tests;

public sealed class ContractTests : PersistentStoreContract
{
    private readonly PostgreSqlSettings _settings = PostgreSqlServer.NewSettings();

    protected override IDatastore CreateDatastore() => new PostgreSqlDatastore(_settings);

    protected override IDatastore CreateDatastoreAgain() => new PostgreSqlDatastore(_settings);
}
