using EsGen.Testing.Stores;

namespace EsGen.LiteDB.Tests;

public sealed class InMemoryTests : ActiveRecordStrategyContract
{
    protected override IDatastore CreateDatastore() => new LiteDbDatastore(new LiteDbSettings { Path = ":memory:" });
}
